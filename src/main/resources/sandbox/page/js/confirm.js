// Asks before something is done: Block Kit's confirmation dialogs and our own.
import { $, fill, h } from './dom.js';
import { mrkdwn } from './mrkdwn.js';

export function ask(question) {
  const dialog = $('confirm');
  return new Promise((resolve) => {
    const settle = (yes) => {
      dialog.close();
      resolve(yes);
    };
    const words = (t, otherwise) => t?.text ?? otherwise;
    fill(dialog,
      h('h2', { id: 'confirm-title' }, words(question.title, 'Are you sure?')),
      h('div', { class: 'body' }, mrkdwn(words(question.text, ''))),
      h('footer', {},
        h('button', { type: 'button', class: 'quiet', 'data-testid': 'confirm-no', onclick: () => settle(false) }, words(question.deny, 'Cancel')),
        h('button', { type: 'button', class: question.style === 'danger' ? 'danger' : 'primary', 'data-testid': 'confirm-yes', onclick: () => settle(true) },
          words(question.confirm, 'Yes'))));
    dialog.setAttribute('aria-labelledby', 'confirm-title');
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}

// Asks for one value; empty when somebody thinks better of it.
export function askFor({ title, text, label, value, yes }) {
  const dialog = $('confirm');
  const input = h('input', { id: 'asked', inputmode: 'decimal', autocomplete: 'off', value, 'data-testid': 'asked' });
  return new Promise((resolve) => {
    const settle = (answer) => {
      dialog.close();
      resolve(answer);
    };
    fill(dialog, h('form', { novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      settle(input.value);
    } },
    h('h2', { id: 'confirm-title' }, title),
    h('div', { class: 'body' }, text && h('p', {}, text), h('div', { class: 'field' }, h('label', { for: 'asked' }, label), input)),
    h('footer', {},
      h('button', { type: 'button', class: 'quiet', 'data-testid': 'confirm-no', onclick: () => settle(undefined) }, 'Cancel'),
      h('button', { type: 'submit', class: 'primary', 'data-testid': 'confirm-yes' }, yes))));
    dialog.setAttribute('aria-labelledby', 'confirm-title');
    dialog.oncancel = () => resolve(undefined);
    dialog.showModal();
    input.select();
  });
}

export const sure = (title, text, yes) =>
  ask({ title: { text: title }, text: { text }, confirm: { text: yes }, deny: { text: 'Cancel' }, style: 'danger' });
