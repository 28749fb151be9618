// The QuickBooks pane: invoices, and one invoice as paper.
import { act, read } from './api.js';
import { sure } from './confirm.js';
import { $, busy, h, keyed } from './dom.js';
import { openDrawer, redraw, refreshDrawer } from './drawer.js';
import { day, money, shortDay } from './format.js';
import { open, opens, showTab } from './navigate.js';
import { state } from './state.js';

const STATUS = {
  OPEN: ['Open', 'info'], OVERDUE: ['Overdue', 'bad'], PARTLY_PAID: ['Partly paid', 'warn'], PAID: ['Paid', 'good'], VOIDED: ['Voided', ''],
};
const chip = (i) => h('span', { class: `chip ${STATUS[i.status][1]}`, 'data-testid': 'status' }, STATUS[i.status][0]);
const FILTERS = {
  all: ['All', () => true],
  open: ['Unpaid', (i) => !['PAID', 'VOIDED'].includes(i.status)],
};
let known;

export function initBooks() {
  const search = h('input', { type: 'search', class: 'search', placeholder: 'Search invoices', 'aria-label': 'Search invoices', 'data-testid': 'invoice-search', oninput: draw });
  const filter = h('select', { class: 'select', 'aria-label': 'Which invoices', 'data-testid': 'invoice-filter', onchange: draw },
    Object.entries(FILTERS).map(([name, [words]]) => h('option', { value: name }, words)));
  const heads = [['No.'], ['Customer'], ['Date', 'wide'], ['Total', 'amount'], ['Balance', 'amount wide'], ['Status']];
  $('books').append(
    h('header', {}, h('h2', {}, 'QuickBooks'), search, filter),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Invoices' },
      h('table', { class: 'list' }, h('thead', {}, h('tr', {}, heads.map(([t, c]) => h('th', { class: c }, t)))), h('tbody', { id: 'invoices' })),
      h('div', { class: 'empty', id: 'no-invoices', hidden: true }, h('b', {}, 'No invoice found'), h('p', {}, 'Try another word, or show all invoices.'))));
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
  state.invoices = (await read('books/invoices')).invoices;
  draw();
  await refreshDrawer('invoice');
}

function draw() {
  const words = $('books').querySelector('.search').value.trim().toLowerCase();
  const wanted = FILTERS[$('books').querySelector('select').value][1];
  const shown = state.invoices.filter((i) => wanted(i) && `${i.number} ${i.customer}`.toLowerCase().includes(words))
    .sort((a, b) => Number(b.fresh) - Number(a.fresh) || b.date.localeCompare(a.date) || Number(b.id) - Number(a.id));
  const before = known;
  known = new Set(state.invoices.map((i) => i.id));
  keyed($('invoices'), shown, (i) => i.id, (i) => row(i, before && !before.has(i.id)));
  $('no-invoices').hidden = shown.length > 0;
}

function row(i, flash) {
  return h('tr', { class: flash ? 'flash' : '', 'data-testid': `invoice-row-${i.number || i.id}`, onclick: () => look(i.id) },
    h('td', { class: 'nowrap' }, h('button', { type: 'button', class: 'link' }, i.number || `#${i.id}`)),
    h('td', {}, i.customer), h('td', { class: 'nowrap wide' }, shortDay(i.date, state.year), h('small', {}, `due ${shortDay(i.due, state.year)}`)),
    h('td', { class: 'amount' }, money(i.total, i.currency)), h('td', { class: 'amount wide' }, money(i.balance, i.currency)), h('td', {}, chip(i)));
}

async function drawInvoice(id) {
  const i = await read('books/invoice', { id });
  return { title: `Invoice ${i.number || i.id}`, shape: JSON.stringify(i), body: [payment(i), paper(i), more(i)] };
}

function payment(i) {
  const open = !['PAID', 'VOIDED'].includes(i.status);
  const amount = h('input', { id: 'amount', inputmode: 'decimal', value: i.balance, 'data-testid': 'payment-amount', autocomplete: 'off' });
  const pay = h('button', { type: 'submit', class: 'primary', 'data-testid': 'record-payment' }, 'Record payment');
  const annul = h('button', { type: 'button', class: 'quiet outline-danger', 'data-testid': 'void-invoice', onclick: async () => {
    if (!(await sure(`Void invoice ${i.number}?`, 'Its amounts become zero. Payments on it become credits.', 'Void it'))) return;
    await busy(annul, () => act('books/void', { id: i.id }));
    await redraw(false);
  } }, 'Void');
  return h('form', { class: 'call', onsubmit: async (event) => {
    event.preventDefault();
    await busy(pay, () => act('books/payment', { id: i.id, amount: amount.value.replace(/,/g, '').trim() }));
    await redraw(true);
  } },
  h('div', { class: 'due' }, chip(i), h('p', { class: 'label' }, 'Balance due'), h('p', { class: 'big' }, money(i.balance, i.currency))),
  open && h('div', { class: 'field' }, h('label', { for: 'amount' }, 'Amount received'), amount),
  open && pay, i.status !== 'VOIDED' && annul);
}

const address = (a) => [a?.Line1, a?.Line2, a?.Line3, [a?.City, a?.CountrySubDivisionCode, a?.PostalCode].filter(Boolean).join(' '), a?.Country]
  .filter(Boolean).join('\n');

function paper(i) {
  const doc = i.document;
  const sold = doc.Line?.filter((l) => l.DetailType === 'SalesItemLineDetail') ?? [];
  const subtotal = doc.Line?.find((l) => l.DetailType === 'SubTotalLineDetail')?.Amount;
  const row = (l) => h('tr', {},
    h('td', {}, l.SalesItemLineDetail.ItemRef?.name ?? '', h('small', {}, l.Description ?? ''),
      l.SalesItemLineDetail.ServiceDate && h('small', {}, `Service date ${day(l.SalesItemLineDetail.ServiceDate)}`)),
    h('td', { class: 'amount' }, l.SalesItemLineDetail.Qty ?? ''), h('td', { class: 'amount' }, money(l.SalesItemLineDetail.UnitPrice, i.currency)),
    h('td', { class: 'amount' }, money(l.Amount, i.currency)));
  const total = (label, value, strong = '') => [h('dt', { class: strong }, label), h('dd', { class: strong }, money(value, i.currency))];
  return h('article', { class: 'paper', 'data-testid': 'invoice-paper' },
    h('div', { class: 'letterhead' }, h('div', {}, h('b', {}, 'Invoice'), h('p', {}, i.number)),
      h('dl', { class: 'pairs' }, h('dt', {}, 'Date'), h('dd', {}, day(i.date)), h('dt', {}, 'Due'), h('dd', {}, day(i.due)),
        doc.SalesTermRef && [h('dt', {}, 'Terms'), h('dd', {}, doc.SalesTermRef.name ?? doc.SalesTermRef.value)])),
    h('div', {}, h('h3', {}, 'Bill to'), h('p', {}, h('b', {}, i.customer)), h('p', { class: 'address' }, address(doc.BillAddr)), h('p', {}, doc.BillEmail?.Address)),
    h('table', {}, h('thead', {}, h('tr', {}, ['Item', 'Quantity', 'Rate', 'Amount'].map((t, n) => h('th', { class: n ? 'amount' : '' }, t)))), h('tbody', {}, sold.map(row))),
    h('dl', { class: 'totals' }, subtotal !== undefined && total('Subtotal', subtotal), doc.TxnTaxDetail?.TotalTax !== undefined && total('Sales tax', doc.TxnTaxDetail.TotalTax),
      total('Total', i.total, 'strong'), total('Balance due', i.balance, 'strong')));
}

function more(i) {
  const doc = i.document;
  const deal = state.deals.find((d) => d.finance.Tieout_Invoice_Number__c === i.number);
  const facts = [
    ['Message on invoice', doc.CustomerMemo?.value], ['Private note', doc.PrivateNote],
    ['Payments', doc.LinkedTxn?.filter((t) => t.TxnType === 'Payment').map((t) => `Payment ${t.TxnId}`).join(', ')],
    ...(doc.CustomField ?? []).map((f) => [f.Name, f.StringValue]),
    ['Deal', deal && h('button', { type: 'button', class: 'link', 'data-testid': 'to-deal', onclick: () => open('deal', deal.id) }, `${deal.name} · open in Salesforce`)],
  ].filter(([, value]) => value);
  return facts.length > 0 && h('dl', { class: 'pairs' }, facts.map(([k, v]) => [h('dt', {}, k), h('dd', {}, v)]));
}
