// The systems that are on, by the names people know them by. Which they are is told by the panes' own answers.
import { h } from './dom.js';
import { state } from './state.js';

const joined = (word) => state.ledgers.map((l) => l.title).join(', ').replace(/, ([^,]*)$/, ` ${word} $1`);

export const severalLedgers = () => state.ledgers.length > 1;
export const ledgerTitle = (system) => state.ledgers.find((l) => l.system === system)?.title ?? system;
export const anyLedger = () => joined('or');
export const allLedgers = () => joined('and');

// A small sign of a system. Where the name stands beside it, it says nothing of its own.
export const mark = (system, title, named = false) => h('span', {
  class: 'system', 'data-system': system, title: named ? undefined : title, role: named ? undefined : 'img',
  'aria-label': named ? undefined : title, 'aria-hidden': named ? 'true' : undefined,
}, title.charAt(0));

const ownId = (invoice) => invoice.id.slice(invoice.id.indexOf(':') + 1);

// What of this page an address in a vendor's own product means: the last word with a digit is the record's id.
export function inside(url) {
  const word = url.replace(/^\w+:\/\/[^/]*/, '').split(/[^\w-]+/).findLast((w) => /\d/.test(w));
  const invoice = /invoic/i.test(url) && state.invoices.find((i) => ownId(i) === word);
  if (invoice) return { kind: 'invoice', id: invoice.id };
  const deal = state.deals.find((d) => d.id === word);
  return deal && { kind: 'deal', id: deal.id };
}

// Two ledgers may use the same number, so the address Tieout wrote on the deal goes first.
export function invoiceOf(deal) {
  const { link, invoice } = deal.finance;
  const linked = link && inside(link);
  return state.invoices.find((i) => (linked?.kind === 'invoice' ? i.id === linked.id : invoice && i.number === invoice));
}

export const dealOf = (invoice) => state.deals.find((d) => invoiceOf(d)?.id === invoice.id);

// The name by which people speak of an invoice; a ledger's inner id only when it is short enough to read.
export function numberOf(invoice) {
  return invoice.number || (ownId(invoice).length < 8 ? `#${ownId(invoice)}` : 'No number');
}
