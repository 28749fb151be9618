// One invoice as paper, and what the ledger keeps beside it.
import { h } from './dom.js';
import { day, money } from './format.js';
import { open } from './navigate.js';
import { state } from './state.js';
import { dealOf } from './systems.js';

// Heading and class of each column.
const COLUMNS = [['Item', ''], ['Quantity', 'amount'], ['Rate', 'amount'], ['Tax', 'tax wide'], ['Amount', 'amount']];

function line(l, currency) {
  if (l.amount === undefined) return h('tr', {}, h('td', { colspan: COLUMNS.length }, l.description));
  return h('tr', {},
    h('td', {}, l.item || l.description, l.item && l.description && l.description !== l.item && h('small', {}, l.description), l.serviceDate && h('small', {}, `Service date ${day(l.serviceDate)}`)),
    h('td', { class: 'amount' }, l.quantity), h('td', { class: 'amount' }, money(l.unitPrice, currency)),
    h('td', { class: 'tax wide' }, l.taxCode), h('td', { class: 'amount' }, money(l.amount, currency)));
}

export function paper(i) {
  const p = i.paper;
  const total = (label, value, strong = '') => [h('dt', { class: strong }, label), h('dd', { class: strong }, money(value, i.currency))];
  return h('article', { class: 'paper', 'data-testid': 'invoice-paper' },
    h('div', { class: 'letterhead' }, h('div', {}, h('b', {}, i.status === 'DRAFT' ? 'Draft invoice' : 'Invoice'), h('p', {}, i.number)),
      h('dl', { class: 'pairs' }, h('dt', {}, 'Date'), h('dd', {}, day(i.date)), h('dt', {}, 'Due'), h('dd', {}, day(i.due)),
        p.terms && [h('dt', {}, 'Terms'), h('dd', {}, p.terms)])),
    h('div', {}, h('h3', {}, 'Bill to'), h('p', {}, h('b', {}, p.billTo.name)), h('p', { class: 'address' }, p.billTo.address.join('\n')), h('p', {}, p.billTo.email)),
    h('table', {}, h('thead', {}, h('tr', {}, COLUMNS.map(([words, column]) => h('th', { class: column }, words)))), h('tbody', {}, p.lines.map((l) => line(l, i.currency)))),
    h('dl', { class: 'totals' }, total('Subtotal', p.subtotal), total('Tax', p.tax),
      total('Total', i.total, 'strong'), i.status !== 'DRAFT' && total('Balance due', i.balance, 'strong')));
}

export function more(i) {
  const p = i.paper;
  const deal = dealOf(i);
  const facts = [
    ['Message on invoice', p.memo], ...p.notes.map((n) => [n.label, n.value]),
    ['Payments', p.payments.map((paid) => `${money(paid.amount, i.currency)} on ${day(paid.date)}, ${paid.reference}`).join('\n')],
    ['Deal', deal && h('button', { type: 'button', class: 'link', 'data-testid': 'to-deal', onclick: () => open('deal', deal.id) }, `${deal.name} · open in ${state.crm.title}`)],
  ].filter(([, value]) => value);
  return facts.length > 0 && h('dl', { class: 'pairs', 'data-testid': 'invoice-notes' }, facts.map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)]));
}
