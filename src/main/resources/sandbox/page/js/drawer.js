// The sheet that shows one deal or one invoice over the lists.
import { $, fill, h } from './dom.js';

let current; // what is open: kind, id and how to draw it anew
let from;

export async function openDrawer(kind, id, draw) {
  from = document.activeElement;
  current = { kind, id, draw };
  await redraw(true);
}

export function closeDrawer() {
  current = undefined;
  $('drawer').hidden = true;
  from?.focus?.();
}

// Draws again what is open, unless somebody is typing in it.
export async function refreshDrawer(kind) {
  const typing = $('drawer').contains(document.activeElement) && document.activeElement.matches('input:not([readonly]), textarea');
  if (current && current.kind === kind && !typing) await redraw(false);
}

export async function redraw(focus) {
  const mine = current;
  const { title, body, shape } = await mine.draw(mine.id);
  if (mine !== current) return;
  const box = $('drawer');
  if (!focus && box.shape === shape) return;
  box.shape = shape;
  const top = focus ? 0 : box.querySelector('.body')?.scrollTop ?? 0;
  box.setAttribute('aria-label', title);
  fill(box,
    h('header', {}, h('button', { type: 'button', class: 'icon', 'aria-label': 'Back to the list', 'data-testid': 'drawer-close', onclick: closeDrawer }, '←'),
      h('h2', {}, title)),
    h('div', { class: 'body' }, body));
  box.hidden = false;
  box.querySelector('.body').scrollTop = top;
  if (focus) box.querySelector('button').focus();
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && current && !document.querySelector('dialog[open]')) closeDrawer();
});
document.addEventListener('tab', () => {
  if (current && document.body.dataset.tab !== { deal: 'crm', invoice: 'books' }[current.kind]) closeDrawer();
});
