// The books' pane: the invoices of one ledger or of several, and one invoice.
import { act, read } from './api.js';
import { $, busy, fill, h, keyed } from './dom.js';
import { openDrawer, redraw, refreshDrawer } from './drawer.js';
import { money, shortDay } from './format.js';
import { acts } from './handwork.js';
import { menu } from './menu.js';
import { opens, showTab } from './navigate.js';
import { more, paper } from './paper.js';
import { state } from './state.js';
import { allLedgers, anyLedger, ledgerTitle, mark, numberOf, severalLedgers } from './systems.js';

const STATUS = {
  DRAFT: ['Draft', ''], OPEN: ['Open', 'info'], OVERDUE: ['Overdue', 'bad'], PARTLY_PAID: ['Partly paid', 'warn'], PAID: ['Paid', 'good'], VOIDED: ['Voided', ''],
};
const chip = (i) => h('span', { class: `chip ${STATUS[i.status][1]}`, 'data-testid': 'status' }, STATUS[i.status][0]);
const payable = (i) => ['OPEN', 'OVERDUE', 'PARTLY_PAID'].includes(i.status);
const FILTERS = {
  all: ['All', () => true],
  open: ['Unpaid', payable],
  draft: ['Drafts', (i) => i.status === 'DRAFT'],
};
let known;
let ledger = ''; // the one shown alone

export function initBooks() {
  const search = h('input', { type: 'search', class: 'search', placeholder: 'Search invoices', 'aria-label': 'Search invoices', 'data-testid': 'invoice-search', oninput: draw });
  const filter = h('select', { class: 'select', 'aria-label': 'Which invoices', 'data-testid': 'invoice-filter', onchange: draw });
  const heads = [['No.'], ['Customer'], ['Date', 'wide'], ['Total', 'amount'], ['Balance', 'amount wide'], ['Status']];
  $('books').append(
    h('header', {}, h('h2', { id: 'books-title' }), h('div', { id: 'ledgers', class: 'ledgers', role: 'group', 'aria-label': 'Which books', hidden: true }), search, filter),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Invoices' },
      h('table', { class: 'list' }, h('thead', {}, h('tr', {}, heads.map(([t, c]) => h('th', { class: c }, t)))), h('tbody', { id: 'invoices' })),
      h('div', { class: 'empty', id: 'no-invoices', hidden: true })));
  opens('invoice', (id) => {
    showTab('books');
    look(id);
  });
}

function look(id) {
  openDrawer('invoice', id, drawInvoice);
  act('books/looked', { id });
}

export async function refreshBooks() {
  const { ledgers, invoices } = await read('books/invoices');
  state.ledgers = ledgers;
  state.invoices = invoices.map((i, at) => ({ ...i, at }));
  drawHead();
  draw();
  await refreshDrawer('invoice');
}

// With one ledger its name; with several a switch that names them and tells their signs.
function drawHead() {
  const several = severalLedgers();
  $('books-title').textContent = allLedgers();
  $('books-title').className = several ? 'visually-hidden' : '';
  $('books-title').dataset.system = state.ledgers[0].system;
  $('ledgers').hidden = !several;
  keyed($('ledgers'), several ? [{ system: '', title: 'All' }, ...state.ledgers] : [], (l) => l.system || 'all', (l) => h('button', {
    type: 'button', 'data-testid': `ledger-${l.system || 'all'}`, 'aria-pressed': String(l.system === ledger), onclick: () => choose(l.system),
  }, l.system && mark(l.system, l.title, true), l.title));
  const filter = $('books').querySelector('select');
  const chosen = filter.value;
  const names = Object.keys(FILTERS).filter((name) => name !== 'draft' || state.invoices.some(FILTERS.draft[1]));
  if (filter.options.length === names.length) return;
  fill(filter, names.map((name) => h('option', { value: name, selected: name === chosen }, FILTERS[name][0])));
}

function choose(system) {
  ledger = system;
  for (const button of $('ledgers').children) button.setAttribute('aria-pressed', String(button.dataset.key === (system || 'all')));
  draw();
}

function draw() {
  const words = $('books').querySelector('.search').value.trim().toLowerCase();
  const wanted = FILTERS[$('books').querySelector('select').value][1];
  const shown = state.invoices.filter((i) => wanted(i) && (!ledger || i.system === ledger) && `${i.number} ${i.customer}`.toLowerCase().includes(words))
    .sort((a, b) => Number(b.fresh) - Number(a.fresh) || b.date.localeCompare(a.date) || b.at - a.at);
  const before = known;
  known = new Set(state.invoices.map((i) => i.id));
  keyed($('invoices'), shown, (i) => i.id, (i) => row(i, before && !before.has(i.id)));
  $('no-invoices').hidden = shown.length > 0;
  const where = ledger ? ledgerTitle(ledger) : anyLedger();
  fill($('no-invoices'), state.invoices.length
    ? [h('b', {}, 'No invoice found'), h('p', {}, `Try another word, or show all invoices in ${where}.`)]
    : [h('b', {}, 'No invoices yet'), h('p', {}, `The first one in ${where} appears here.`)]);
}

function row(i, flash) {
  return h('tr', { class: flash ? 'flash' : '', 'data-testid': `invoice-row-${i.number || i.id}`, onclick: () => look(i.id) },
    h('td', { class: 'nowrap' }, h('div', { class: 'numbered' }, severalLedgers() && mark(i.system, ledgerTitle(i.system)), h('button', { type: 'button', class: 'link' }, numberOf(i)))),
    h('td', {}, i.customer), h('td', { class: 'nowrap wide' }, shortDay(i.date, state.year), h('small', {}, `due ${shortDay(i.due, state.year)}`)),
    h('td', { class: 'amount' }, money(i.total, i.currency)), h('td', { class: 'amount wide' }, i.status === 'DRAFT' ? '–' : money(i.balance, i.currency)), h('td', {}, chip(i)));
}

async function drawInvoice(id) {
  const i = await read('books/invoice', { id });
  const title = `${i.status === 'DRAFT' ? 'Draft' : 'Invoice'} ${numberOf(i)}${severalLedgers() ? ` · ${ledgerTitle(i.system)}` : ''}`;
  return { title, shape: JSON.stringify(i), body: [i.status === 'DRAFT' ? draft(i) : payment(i), paper(i), more(i)] };
}

const standing = (i, label, amount) => h('div', { class: 'due' },
  chip(i), h('p', { class: 'label' }, label), h('p', { class: 'big' }, money(amount, i.currency)));

const draft = (i) => h('div', { class: 'call' }, standing(i, 'Total', i.total),
  h('p', {}, `Nothing is owed on a draft. It can be paid once it is approved in ${ledgerTitle(i.system)}.`));

function payment(i) {
  const amount = h('input', { id: 'amount', inputmode: 'decimal', value: i.balance, 'data-testid': 'payment-amount', autocomplete: 'off' });
  const pay = h('button', { type: 'submit', class: 'primary', 'data-testid': 'record-payment' }, 'Record payment');
  return h('form', { class: 'call', onsubmit: async (event) => {
    event.preventDefault();
    await busy(pay, () => act('books/payment', { id: i.id, amount: amount.value.replace(/,/g, '').trim() }));
    await redraw(true);
  } },
  standing(i, 'Balance due', i.balance),
  payable(i) && h('div', { class: 'field' }, h('label', { for: 'amount' }, 'Amount received'), amount),
  payable(i) && pay, menu('More', 'invoice-more', acts(i)));
}
