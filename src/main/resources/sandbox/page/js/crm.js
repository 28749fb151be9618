// The CRM's pane: deals, and one deal with its lines.
import { act, read } from './api.js';
import { $, busy, h, keyed } from './dom.js';
import { openDrawer, redraw, refreshDrawer } from './drawer.js';
import { day, money, shortDay } from './format.js';
import { open, opens, showTab } from './navigate.js';
import { state } from './state.js';
import { invoiceOf, ledgerTitle } from './systems.js';

const PAID = { paid: 'good', 'partially paid': 'info', unpaid: 'warn', voided: 'bad' };
const FILTERS = {
  open: ['Open', (d) => !closed(d)],
  won: ['Won', (d) => d.won],
  all: ['All', () => true],
};

// Stages come in the order of the pipeline: those of open deals, the won one, then those in which a deal is lost.
const place = (stage) => state.crm.stages.indexOf(stage);
const closed = (d) => d.won || place(d.stage) > place(state.crm.wonStage);
const CLOSED_LAST = 1000;
const rank = (d) => (closed(d) ? CLOSED_LAST + Number(!d.won) : -place(d.stage));

function stageChip(d) {
  const nearlyWon = place(d.stage) === place(state.crm.wonStage) - 1;
  const kind = d.won ? 'good' : closed(d) ? 'bad' : nearlyWon ? 'info' : '';
  return h('span', { class: `chip stage ${kind}`, title: d.stage }, d.stage.replace(/^(\w{4,})\/.*/, '$1'));
}

export function initCrm() {
  const search = h('input', { type: 'search', class: 'search', placeholder: 'Search deals', 'aria-label': 'Search deals', 'data-testid': 'deal-search', oninput: draw });
  const filter = h('select', { class: 'select', 'aria-label': 'Which deals', 'data-testid': 'deal-filter', onchange: draw },
    Object.entries(FILTERS).map(([name, [words]]) => h('option', { value: name }, words)));
  $('crm').append(
    h('header', {}, h('h2', { id: 'crm-title' }), search, filter),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Deals' },
      h('table', { class: 'list' },
        h('thead', {}, h('tr', {}, h('th', {}, 'Deal'), h('th', { class: 'amount' }, 'Amount'), h('th', { class: 'wide' }, 'Stage'), h('th', { class: 'wide' }, 'Close'), h('th', {}, 'Invoice'))),
        h('tbody', { id: 'deals' })),
      h('div', { class: 'empty', id: 'no-deals', hidden: true }, h('b', {}, 'No deal found'), h('p', {}))));
  opens('deal', (id) => {
    showTab('crm');
    openDrawer('deal', id, drawDeal);
  });
}

export async function refreshCrm() {
  const { deals, ...crm } = await read('crm/deals');
  Object.assign(state, { deals, crm });
  $('crm-title').textContent = crm.title;
  $('crm-title').dataset.system = crm.system;
  $('no-deals').querySelector('p').textContent = `Try another word, or show all deals in ${crm.title}.`;
  draw();
  await refreshDrawer('deal');
}

function draw() {
  const words = $('crm').querySelector('.search').value.trim().toLowerCase();
  const wanted = FILTERS[$('crm').querySelector('select').value][1];
  const deals = state.deals
    .filter((d) => (words ? `${d.name} ${d.account} ${d.finance.invoice ?? ''}`.toLowerCase().includes(words) : wanted(d)))
    .sort((a, b) => rank(a) - rank(b) || order(a, b));
  keyed($('deals'), deals, (d) => d.id, row);
  $('no-deals').hidden = deals.length > 0;
}

// Open deals by closing date, those that are closed the latest change first.
function order(a, b) {
  return closed(a) ? (b.changed ?? '').localeCompare(a.changed ?? '') : (a.close ?? '').localeCompare(b.close ?? '');
}

function row(d) {
  const { invoice: number, payment: paid, status: sync } = d.finance;
  const go = () => openDrawer('deal', d.id, drawDeal);
  return h('tr', { 'data-testid': `deal-row-${d.id}`, onclick: go },
    h('td', {}, h('button', { type: 'button', class: 'link' }, d.name), h('small', {}, d.account), h('span', { class: 'only-narrow' }, stageChip(d))),
    h('td', { class: 'amount' }, money(d.amount, d.currency)),
    h('td', { class: 'wide' }, stageChip(d)),
    h('td', { class: 'nowrap wide' }, shortDay(d.close, state.year)),
    h('td', {}, number && [h('b', { class: 'nowrap' }, number), ' '], paid ? h('span', { class: `chip ${PAID[paid.toLowerCase()] ?? ''}` }, paid) : sync && h('span', { class: 'chip warn' }, sync),
      !number && !sync && h('small', {}, '–')));
}

async function drawDeal(id) {
  const d = await read('crm/deal', { id });
  return { title: d.name, shape: JSON.stringify(d), body: [summary(d), move(d), terms(d), lines(d), books(d)] };
}

const summary = (d) => h('div', { class: 'summary' },
  h('p', {}, d.account), h('p', { class: 'big' }, money(d.amount, d.currency)), h('p', {}, stageChip(d)));

function move(d) {
  const to = async (stage, button) => {
    await busy(button, () => act('crm/stage', { id: d.id, stage }));
    await redraw(false);
  };
  const select = h('select', { class: 'select', id: 'stage', 'data-testid': 'stage-select', onchange: () => to(select.value, select) },
    state.crm.stages.map((s) => h('option', { value: s, selected: s === d.stage }, s)));
  const win = h('button', { type: 'button', class: 'primary', 'data-testid': 'win-deal', onclick: () => to(state.crm.wonStage, win) }, `Mark as ${state.crm.wonStage}`);
  return h('div', { class: 'call' }, h('div', { class: 'field' }, h('label', { for: 'stage' }, 'Stage'), select),
    !closed(d) && win,
    h('p', {}, d.won ? 'Won. Tieout looks at the deal and proposes an invoice in Slack.' : 'When the deal is won, Tieout proposes its invoice in Slack.'));
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
    input('close_date', 'Close date', { type: 'date', value: d.close ?? '' }),
    h('div', { class: 'field' }, h('label', { for: 'deal-terms' }, 'Payment terms'),
      h('select', { class: 'select', id: 'deal-terms', name: 'payment_terms', 'data-testid': 'deal-terms' },
        [...new Set([d.terms ?? '', ...state.crm.terms])].map((t) => h('option', { value: t, selected: t === (d.terms ?? '') }, t || 'None')))),
    input('po_number', 'PO number', { type: 'text', value: d.po ?? '', autocomplete: 'off' }),
    h('button', { type: 'submit', class: 'quiet', 'data-testid': 'deal-save' }, 'Save terms')));
  return form;
}

// The parts of a line that can be edited: heading, field of the answer, class of the column.
const EDITED = {
  quantity: ['Quantity', 'quantity', ''],
  unit_price: ['Unit price', 'unitPrice', ''],
  discount_percent: ['Discount %', 'discount', 'wide'],
};

function lines(d) {
  const shown = (line, name) => (name === 'discount_percent' && line.discount === '0' ? '' : line[EDITED[name][1]]);
  const save = async (line, name, node) => {
    const before = shown(line, name);
    if (node.value.trim() === '' && name !== 'discount_percent') node.value = before;
    if (node.value.trim() === before) return;
    const told = await act('crm/edit-line', { id: line.id, fields: { [name]: node.value } });
    node.blur();
    if (!told) node.value = before;
    await redraw(false);
  };
  const box = (line, name) => h('td', { class: `amount ${EDITED[name][2]}` }, h('input', { class: `inline-input ${name}`, inputmode: 'decimal', value: shown(line, name), placeholder: '–',
    'aria-label': `${EDITED[name][0]} of ${line.product}`, 'data-testid': `line-${name}-${line.id}`, onchange: (event) => save(line, name, event.target) }));
  const row = (line) => h('tr', {}, h('td', {}, line.product, h('small', {}, line.code)),
    Object.keys(EDITED).map((name) => box(line, name)), h('td', { class: 'amount' }, money(line.total, d.currency)));
  const head = [['Product', ''], ...Object.values(EDITED).map(([words, , column]) => [words, `amount ${column}`]), ['Total', 'amount']];
  return h('section', {}, h('h3', {}, 'Products'), d.lines.length
    ? h('table', { class: 'edited' }, h('thead', {}, h('tr', {}, head.map(([words, column]) => h('th', { class: column }, words)))), h('tbody', {}, d.lines.map(row)))
    : h('p', {}, 'No products yet: Tieout will ask before it bills this deal.'));
}

function books(d) {
  const f = d.finance;
  const invoice = invoiceOf(d);
  const number = invoice && f.invoice
    ? h('button', { type: 'button', class: 'link', 'data-testid': 'to-invoice', onclick: () => open('invoice', invoice.id) }, `${f.invoice} · open in ${ledgerTitle(invoice.system)}`)
    : f.invoice;
  const rows = [
    ['Status', f.status], ['Invoice', number], ['Invoiced', money(f.invoiced, d.currency)], ['Payment', f.payment], ['Balance', money(f.open, d.currency)],
    ['Last payment', day(f.lastPaid)], ['Audit reference', f.audit],
  ].filter(([, value]) => value);
  return h('section', {}, h('h3', {}, 'Written by Tieout'), rows.length
    ? h('dl', { class: 'pairs' }, rows.map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)]))
    : h('p', { class: 'note' }, 'Nothing yet. Number, amount and payment of the invoice appear here.'));
}
