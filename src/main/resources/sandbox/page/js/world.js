// The clock, what the house says, and the faults one can arm.
import { act, read } from './api.js';
import { $, busy, fill, h } from './dom.js';
import { clockText } from './format.js';
import { state } from './state.js';

const STEPS = [['hour', '+1 hour'], ['day', '+1 day'], ['month-end', 'Month end']];
const TICK = 10_000;
let shown; // sandbox time and the moment it was told

export function initWorld() {
  const time = h('time', { id: 'now', 'data-testid': 'clock-now', 'aria-live': 'polite' });
  fill($('clock'), time, STEPS.map(([name, words]) => {
    const button = h('button', { type: 'button', class: 'quiet small', 'data-testid': `clock-${name}`, onclick: () => busy(button, async () => {
      await act(`world/${name}`, {});
      await refreshWorld();
    }) }, words);
    return button;
  }));
  setInterval(drawTime, TICK);
  const toggle = (open) => {
    $('faults').hidden = !open;
    $('faults-button').setAttribute('aria-expanded', String(open));
  };
  $('faults-button').addEventListener('click', () => toggle($('faults').hidden));
  document.addEventListener('keydown', (event) => event.key === 'Escape' && toggle(false));
  document.addEventListener('pointerdown', (event) => {
    if (!$('faults').contains(event.target) && !$('faults-button').contains(event.target)) toggle(false);
  });
  fill($('faults'), h('h2', {}, 'Faults'), h('p', { class: 'lead' }, 'Break something on purpose: nothing may be lost or posted twice.'),
    h('div', { id: 'fault-list' }), h('dl', { id: 'facts', class: 'facts' }));
}

function drawTime() {
  if (shown) $('now').textContent = clockText(new Date(shown.now + (performance.now() - shown.at)).toISOString());
}

export async function refreshWorld() {
  const told = await read('world/now');
  shown = { now: Date.parse(told.now), at: performance.now() };
  state.year = told.now.slice(0, 4);
  drawTime();
  $('house').className = told.ready ? 'house ready' : 'house';
  $('house').textContent = told.ready ? 'Tieout is up' : 'Tieout is starting …';
  fill($('facts'), Object.entries(told.status).map(([k, v]) => [h('dt', {}, k), h('dd', {}, v === true ? 'yes' : v === false ? 'no' : String(v))]));
}

const KINDS = [
  ['answer-lost', 'Time-out after commit', 'The next write is carried out, but its answer is lost', 1],
  ['throttled', '429 × 5', 'The next five requests are refused as too many', 5],
  ['down', 'Down × 3', 'The next three requests meet a vendor that is down', 3],
  ['twice', 'Webhook twice', 'What the vendor sends arrives twice', 1],
];
const NAMES = { ANSWER_LOST: 'answer lost', THROTTLED: 'throttled', DOWN: 'down' };

export async function refreshFaults() {
  const vendors = Object.entries(await read('faults/armed'));
  const armed = vendors.reduce((n, [, v]) => n + v.waiting.length + (v.twice ? 1 : 0), 0);
  fill($('faults-button'), 'Faults', armed > 0 && h('span', { class: 'count' }, armed));
  const focus = document.activeElement?.dataset?.testid;
  fill($('fault-list'), vendors.map(([key, v]) => h('div', { class: 'fault', 'data-testid': `fault-${key}` },
    h('h3', {}, v.name, v.waiting.map((w) => h('span', { class: 'chip bad' }, `${NAMES[w.mishap] ?? w.mishap} × ${w.left}`)),
      v.twice && h('span', { class: 'chip bad' }, 'twice'), !v.waiting.length && !v.twice && h('span', { class: 'chip good' }, 'fine')),
    h('div', { class: 'buttons' },
      KINDS.map(([what, words, title, times]) => fault(key, what, words, title, times)),
      (v.waiting.length > 0 || v.twice) && fault(key, 'clear', 'Clear', 'Lift every fault of this vendor', 1)))));
  if (focus?.startsWith('fault-')) $('fault-list').querySelector(`[data-testid="${CSS.escape(focus)}"]`)?.focus();
}

function fault(vendor, what, words, title, times) {
  return h('button', { type: 'button', class: 'quiet small', title, 'data-testid': `fault-${vendor}-${what}`, onclick: async () => {
    await act(`faults/${what}`, { vendor, times });
    await refreshFaults();
  } }, words);
}
