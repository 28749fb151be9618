// What bookkeepers do to an invoice besides recording what was paid: all that Tieout watches for.
import { act } from './api.js';
import { askFor, sure } from './confirm.js';
import { redraw } from './drawer.js';
import { day, money } from './format.js';
import { ledgerTitle, numberOf } from './systems.js';
import { toast } from './toast.js';

const payable = (i) => ['OPEN', 'OVERDUE', 'PARTLY_PAID'].includes(i.status);

// Nothing is said when it was refused: that is shown already.
async function does(i, what, more, said) {
  if (await act(`books/${what}`, { id: i.id, ...more })) toast(said);
  await redraw(false);
}

async function asked(i, what, question, said) {
  const text = await askFor(question);
  if (text !== undefined) await does(i, what, { amount: text.replace(/,/g, '').trim() }, said);
}

const price = (i) => asked(i, 'price', {
  title: `Change the price on ${numberOf(i)}`, text: 'The invoice keeps its first line, as one of this price.', label: `New price, ${i.currency}`, value: i.paper.subtotal, yes: 'Save invoice',
}, `${numberOf(i)} was changed.`);

const credit = (i) => asked(i, 'credit', {
  title: `Credit note for ${numberOf(i)}`, text: `${money(i.balance, i.currency)} are open.`, label: `Amount to credit, ${i.currency}`, value: i.balance, yes: 'Issue credit note',
}, `${numberOf(i)} was credited.`);

const copy = (i) => does(i, 'copy', {}, `${numberOf(i)} was entered a second time. The copy is in the list.`);

async function remove(i, paid) {
  if (!(await sure('Remove this payment?', `${money(paid.amount, i.currency)} of ${day(paid.date)} (${paid.reference}). ${numberOf(i)} is open again by as much.`, 'Remove it'))) return;
  await does(i, 'remove-payment', { payment: paid.id }, 'The payment was removed.');
}

async function annul(i) {
  if (!(await sure(`Void invoice ${numberOf(i)}?`, `It stays in ${ledgerTitle(i.system)}, marked as voided, and nothing is owed on it any more.`, 'Void it'))) return;
  await does(i, 'void', {}, `${numberOf(i)} was voided.`);
}

async function erase(i) {
  if (!(await sure(`Delete invoice ${numberOf(i)}?`, `${ledgerTitle(i.system)} takes it out of the books, or voids it where posted invoices are kept.`, 'Delete it'))) return;
  await does(i, 'delete', {}, `${numberOf(i)} was deleted.`);
}

export const acts = (i) => [
  payable(i) && { name: 'change-price', words: 'Change the price …', run: () => price(i) },
  payable(i) && { name: 'credit-invoice', words: 'Issue a credit note …', run: () => credit(i) },
  ...i.paper.payments.map((paid) => ({ name: `remove-payment-${paid.id}`, words: `Remove payment of ${money(paid.amount, i.currency)} …`, run: () => remove(i, paid) })),
  { name: 'copy-invoice', words: 'Enter it a second time', run: () => copy(i) },
  i.status !== 'VOIDED' && { name: 'void-invoice', words: 'Void …', danger: true, run: () => annul(i) },
  i.status !== 'VOIDED' && { name: 'delete-invoice', words: 'Delete …', danger: true, run: () => erase(i) },
].filter(Boolean);
