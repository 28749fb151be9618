import { $, h } from './dom.js';

const SHOWN_FOR = 7000;

export function toast(text, kind = 'note') {
  const close = h('button', { type: 'button', 'aria-label': 'Dismiss', onclick: () => box.remove() }, '✕');
  const box = h('div', { class: `toast ${kind}`, 'data-testid': 'toast' }, h('p', {}, text), close);
  $('toasts').append(box);
  while ($('toasts').children.length > 3) $('toasts').firstElementChild.remove();
  setTimeout(() => box.remove(), SHOWN_FOR);
}
