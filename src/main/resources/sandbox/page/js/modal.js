// The topmost modal of the person one plays.
import { act } from './api.js';
import { blocks } from './blocks.js';
import { $, busy, fill, h } from './dom.js';
import { labelText } from './elements.js';
import { mark, values } from './inputs.js';
import { state } from './state.js';

let drawn = '';

export function drawModal(stack) {
  const dialog = $('modal');
  const view = stack.at(-1);
  const shape = view ? `${state.user} ${view.id} ${view.hash}` : '';
  if (shape === drawn) return;
  drawn = shape;
  if (!view) {
    if (dialog.open) dialog.close();
    return;
  }
  const user = state.user;
  const shut = () => act('slack/close', { user, view: view.id });
  const use = (e, value) => act('slack/click-view', { user, view: view.id, action: e.action_id, value });
  const submit = view.submit && h('button', { type: 'submit', class: 'primary', 'data-testid': 'modal-submit' }, labelText(view.submit));
  const form = h('form', { novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    if (submit) busy(submit, () => send(form, user, view));
  } },
  h('header', {}, h('h2', { id: 'modal-title' }, labelText(view.title)),
    h('button', { type: 'button', class: 'icon', 'aria-label': 'Close', 'data-testid': 'modal-x', onclick: shut }, '✕')),
  h('div', { class: 'body' }, blocks(view.blocks, use)),
  h('footer', {}, h('button', { type: 'button', class: 'quiet', 'data-testid': 'modal-close', onclick: shut }, labelText(view.close) || 'Close'), submit));
  fill(dialog, form);
  dialog.setAttribute('aria-labelledby', 'modal-title');
  dialog.oncancel = (event) => {
    event.preventDefault();
    shut();
  };
  if (!dialog.open) dialog.showModal();
  form.querySelector('.body input, .body textarea, .body select')?.focus();
}

async function send(form, user, view) {
  mark(form, {});
  const told = await act('slack/submit', { user, view: view.id, values: values(form) });
  if (told?.errors) mark(form, told.errors);
}
