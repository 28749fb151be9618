// The first steps, ticked off by what really happened.
import { read } from './api.js';
import { $, fill, h } from './dom.js';
import { state } from './state.js';
import { anyLedger } from './systems.js';

const WORDS = {
  win: ['Win a deal', () => `Open a deal in ${state.crm.title} and mark it ${state.crm.wonStage}.`],
  approve: ['Approve in Slack', () => 'Tieout proposes an invoice in Slack. Play the person it asks, and approve.'],
  look: ['See the invoice', () => `Open the new invoice in ${anyLedger()}.`],
  pay: ['Record a payment', () => `Open an invoice in ${anyLedger()} and record what the customer paid.`],
  ask: ['Ask Tieout', () => 'Write to Tieout in Slack, for example “Has Acme paid?”'],
};

export async function refreshGuide() {
  const { steps } = await read('guide/steps');
  const next = steps.find((s) => !s.done)?.name;
  fill($('guide'), steps.map((s, i) => h('li', {
    class: s.done ? 'done' : s.name === next ? 'next' : '', 'aria-current': s.name === next ? 'step' : undefined, 'data-testid': `guide-${s.name}`,
  }, h('span', { class: 'number', 'aria-hidden': 'true' }, s.done ? '✓' : i + 1), h('span', { class: 'words' }, WORDS[s.name][0]))));
  $('hint').textContent = next ? WORDS[next][1]() : 'That was the whole way. Now break something: press Faults.';
}
