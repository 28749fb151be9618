// The Salesforce pane: deals, and one deal with its lines.
import { act, read } from './api.js';
import { $, busy, h, keyed } from './dom.js';
import { openDrawer, redraw, refreshDrawer } from './drawer.js';
import { day, money, shortDay } from './format.js';
import { open, opens, showTab } from './navigate.js';
import { state } from './state.js';

const WON = 'Closed Won';
const LOST = 'Closed Lost';
const PAID = { Paid: 'good', 'Partially paid': 'info', Unpaid: 'warn', Voided: 'bad' };
const FILTERS = {
  open: ['Open', (d) => d.stage !== WON && d.stage !== LOST],
  won: ['Won', (d) => d.stage === WON],
  all: ['All', () => true],
};
const FURTHEST = ['Negotiation/Review', 'Proposal/Price Quote', 'Value Proposition', 'Qualification', 'Prospecting', WON, LOST];

const stageChip = (stage) => h('span', { class: `chip ${{ [WON]: 'good', [LOST]: 'bad', 'Negotiation/Review': 'info' }[stage] ?? ''}` }, stage.split('/')[0]);
const finance = (d, name) => d.finance[`Tieout_${name}__c`];

export function initCrm() {
  const search = h('input', { type: 'search', class: 'search', placeholder: 'Search deals', 'aria-label': 'Search deals', 'data-testid': 'deal-search', oninput: draw });
  const filter = h('select', { class: 'select', 'aria-label': 'Which deals', 'data-testid': 'deal-filter', onchange: draw },
    Object.entries(FILTERS).map(([name, [words]]) => h('option', { value: name }, words)));
  $('crm').append(
    h('header', {}, h('h2', {}, 'Salesforce'), search, filter),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Deals' },
      h('table', { class: 'list' },
        h('thead', {}, h('tr', {}, h('th', {}, 'Deal'), h('th', { class: 'amount' }, 'Amount'), h('th', { class: 'wide' }, 'Stage'), h('th', { class: 'wide' }, 'Close'), h('th', {}, 'Invoice'))),
        h('tbody', { id: 'deals' })),
      h('div', { class: 'empty', id: 'no-deals', hidden: true }, h('b', {}, 'No deal found'), h('p', {}, 'Try another word, or show all deals.'))));
  opens('deal', (id) => {
    showTab('crm');
    openDrawer('deal', id, drawDeal);
  });
}

export async function refreshCrm() {
  const told = await read('crm/deals');
  Object.assign(state, { deals: told.deals, currency: told.currency, stages: told.stages, terms: told.terms });
  draw();
  await refreshDrawer('deal');
}

function draw() {
  const words = $('crm').querySelector('.search').value.trim().toLowerCase();
  const wanted = FILTERS[$('crm').querySelector('select').value][1];
  const deals = state.deals
    .filter((d) => (words ? `${d.name} ${d.account} ${finance(d, 'Invoice_Number') ?? ''}`.toLowerCase().includes(words) : wanted(d)))
    .sort((a, b) => FURTHEST.indexOf(a.stage) - FURTHEST.indexOf(b.stage) || order(a, b));
  keyed($('deals'), deals, (d) => d.id, row);
  $('no-deals').hidden = deals.length > 0;
}

// Open deals by closing date, those that are closed the latest change first.
function order(a, b) {
  return a.stage === WON || a.stage === LOST ? (b.changed ?? '').localeCompare(a.changed ?? '') : (a.close ?? '').localeCompare(b.close ?? '');
}

function row(d) {
  const number = finance(d, 'Invoice_Number');
  const paid = finance(d, 'Payment_Status');
  const sync = finance(d, 'Sync_Status');
  const go = () => openDrawer('deal', d.id, drawDeal);
  return h('tr', { 'data-testid': `deal-row-${d.id}`, onclick: go },
    h('td', {}, h('button', { type: 'button', class: 'link' }, d.name), h('small', {}, d.account), h('span', { class: 'only-narrow' }, stageChip(d.stage))),
    h('td', { class: 'amount' }, money(d.amount, state.currency)),
    h('td', { class: 'wide' }, stageChip(d.stage)),
    h('td', { class: 'nowrap wide' }, shortDay(d.close, state.year)),
    h('td', { class: 'nowrap' }, number && h('b', {}, `${number} `), paid ? h('span', { class: `chip ${PAID[paid] ?? ''}` }, paid) : sync && h('span', { class: 'chip warn' }, sync),
      !number && !sync && h('small', {}, '–')));
}

async function drawDeal(id) {
  const d = await read('crm/deal', { id });
  return { title: d.name, shape: JSON.stringify(d), body: [summary(d), move(d), terms(d), lines(d), books(d)] };
}

const summary = (d) => h('div', { class: 'summary' },
  h('p', {}, d.account), h('p', { class: 'big' }, money(d.amount, state.currency)), h('p', {}, stageChip(d.stage)));

function move(d) {
  const to = async (stage, button) => {
    await busy(button, () => act('crm/stage', { id: d.id, stage }));
    await redraw(false);
  };
  const select = h('select', { class: 'select', id: 'stage', 'data-testid': 'stage-select', onchange: () => to(select.value, select) },
    state.stages.map((s) => h('option', { value: s, selected: s === d.stage }, s)));
  const win = h('button', { type: 'button', class: 'primary', 'data-testid': 'win-deal', onclick: () => to(WON, win) }, 'Mark as Closed Won');
  return h('div', { class: 'call' }, h('div', { class: 'field' }, h('label', { for: 'stage' }, 'Stage'), select),
    d.stage !== WON && d.stage !== LOST && win,
    h('p', {}, d.stage === WON ? 'Won. Tieout looks at the deal and proposes an invoice in Slack.' : 'When the deal is won, Tieout proposes its invoice in Slack.'));
}

function input(name, label, props) {
  return h('div', { class: 'field' }, h('label', { for: `deal-${name}` }, label), h('input', { id: `deal-${name}`, name, 'data-testid': `deal-${name}`, ...props }));
}

function terms(d) {
  const form = h('form', { onsubmit: async (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    const told = await act('crm/edit', { id: d.id, fields });
    document.activeElement.blur();
    if (told) await redraw(false);
  } }, h('h3', {}, 'Terms'), h('div', { class: 'grid' },
    input('CloseDate', 'Close date', { type: 'date', value: d.close ?? '' }),
    h('div', { class: 'field' }, h('label', { for: 'deal-terms' }, 'Payment terms'),
      h('select', { class: 'select', id: 'deal-terms', name: 'Payment_Terms__c', 'data-testid': 'deal-terms' },
        [...new Set([d.terms ?? '', ...state.terms])].map((t) => h('option', { value: t, selected: t === (d.terms ?? '') }, t || 'None')))),
    input('PO_Number__c', 'PO number', { type: 'text', value: d.po ?? '', autocomplete: 'off' }),
    h('button', { type: 'submit', class: 'quiet', 'data-testid': 'deal-save' }, 'Save terms')));
  return form;
}

function lines(d) {
  const box = (line, name, value) => h('input', { class: 'inline-input', inputmode: 'decimal', value, 'aria-label': `${name} of ${line.product}`,
    'data-testid': `line-${name}-${line.id}`, onchange: (event) => save(line, name, event.target) });
  const save = async (line, name, node) => {
    const before = { Quantity: line.quantity, UnitPrice: line.unitPrice }[name];
    if (node.value.trim() === '') node.value = before;
    if (node.value === before) return;
    const told = await act('crm/edit-line', { id: line.id, fields: { [name]: node.value } });
    node.blur();
    if (!told) node.value = before;
    await redraw(false);
  };
  const row = (line) => h('tr', {}, h('td', {}, line.product, h('small', {}, line.code)),
    h('td', { class: 'amount' }, box(line, 'Quantity', line.quantity)), h('td', { class: 'amount' }, box(line, 'UnitPrice', line.unitPrice)),
    h('td', { class: 'amount wide' }, line.discount ? `${line.discount} %` : '–'), h('td', { class: 'amount' }, money(line.total, state.currency)));
  const head = ['Product', 'Quantity', 'Unit price', 'Discount', 'Total'].map((t, i) => h('th', { class: ['', 'amount', 'amount', 'amount wide', 'amount'][i] }, t));
  return h('section', {}, h('h3', {}, 'Products'), d.lines.length
    ? h('table', {}, h('thead', {}, h('tr', {}, head)), h('tbody', {}, d.lines.map(row)))
    : h('p', {}, 'No products yet: Tieout will ask before it bills this deal.'));
}

const LABELS = {
  Sync_Status: 'Status', Invoice_Number: 'Invoice', Invoice_Amount: 'Invoiced', Payment_Status: 'Payment', Balance: 'Balance',
  Last_Payment_Date: 'Last payment', Audit_Reference: 'Audit reference',
};

function books(d) {
  const rows = Object.entries(LABELS).filter(([name]) => finance(d, name) !== undefined).map(([name, label]) => {
    const value = finance(d, name);
    const shown = /Amount|Balance/.test(name) ? money(value, state.currency) : name === 'Last_Payment_Date' ? day(value) : value;
    const invoice = name === 'Invoice_Number' && state.invoices.find((i) => i.number === String(value));
    return [h('dt', {}, label), h('dd', {}, invoice
      ? h('button', { type: 'button', class: 'link', 'data-testid': 'to-invoice', onclick: () => open('invoice', invoice.id) }, `${shown} · open in QuickBooks`) : shown)];
  });
  return h('section', {}, h('h3', {}, 'Written by Tieout'),
    rows.length ? h('dl', { class: 'pairs' }, rows) : h('p', { class: 'note' }, 'Nothing yet. Number, amount and payment of the invoice appear here.'));
}
