// `input` blocks of modals: drawn, read and marked when something is wrong.
import { h } from './dom.js';
import { choices, dateInput, element, labelText, select, timeInput } from './elements.js';

const READERS = {
  checkboxes: (box) => [...box.querySelectorAll('input:checked')].map((i) => i.value),
  radio_buttons: (box) => box.querySelector('input:checked')?.value,
  multi_static_select: (node) => [...node.selectedOptions].map((o) => o.value).filter(Boolean),
};

function control(e) {
  const text = (type, extra = {}) => h('input', { type, value: e.initial_value ?? '', placeholder: labelText(e.placeholder),
    autocomplete: 'off', 'data-testid': `input-${e.action_id}`, ...extra });
  switch (e.type) {
    case 'plain_text_input': return e.multiline
      ? h('textarea', { value: e.initial_value ?? '', placeholder: labelText(e.placeholder), 'data-testid': `input-${e.action_id}` })
      : text('text');
    case 'email_text_input': return text('email');
    case 'url_text_input': return text('url');
    case 'number_input': return text('text', { inputmode: 'decimal' });
    case 'static_select': case 'users_select': case 'conversations_select': return select(e);
    case 'multi_static_select': {
      const node = select(e);
      node.multiple = true;
      node.firstElementChild.remove();
      return node;
    }
    case 'radio_buttons': case 'checkboxes': return choices(e);
    case 'datepicker': return dateInput(e);
    case 'timepicker': return timeInput(e);
    default: return element(e, () => undefined);
  }
}

export function field(b, act) {
  const e = b.element;
  const node = control(e);
  const id = `f-${b.block_id}`;
  const labels = node.matches('input, textarea, select');
  if (labels) {
    node.id = id;
    node.setAttribute('aria-describedby', `${id}-more`);
  } else node.setAttribute('aria-labelledby', `${id}-label`);
  if (b.dispatch_action) node.addEventListener('change', () => act(e, READERS[e.type]?.(node) ?? node.value));
  const title = [labelText(b.label), b.optional && h('span', { class: 'optional' }, ' (optional)')];
  const box = h('div', { class: 'field', 'data-testid': `field-${b.block_id}` },
    labels ? h('label', { for: id }, title) : h('span', { class: 'label', id: `${id}-label` }, title),
    node,
    h('div', { id: `${id}-more` }, b.hint && h('p', { class: 'hint' }, labelText(b.hint)), h('p', { class: 'error', role: 'alert' })));
  box.addEventListener('input', () => tell(box, undefined));
  box.input = { block: b.block_id, action: e.action_id, read: () => (READERS[e.type] ?? ((n) => n.value))(node), node };
  return box;
}

function tell(box, problem) {
  box.classList.toggle('wrong', Boolean(problem));
  box.querySelector('.error').textContent = problem ?? '';
}

const all = (form) => [...form.querySelectorAll('.field')].filter((f) => f.input).map((f) => [f, f.input]);

// By block id and action id; what is empty is left out, so that initial values do not return.
export function values(form) {
  const out = {};
  for (const [, i] of all(form)) {
    const value = i.read();
    const picker = i.node.matches('select, [type="date"], [type="time"]');
    if (value === undefined || (picker && value === '')) continue;
    out[i.block] = { [i.action]: value };
  }
  return out;
}

export function mark(form, errors) {
  for (const [box, i] of all(form)) {
    tell(box, errors[i.block]);
  }
  form.querySelector('.wrong input, .wrong textarea, .wrong select')?.focus();
}
