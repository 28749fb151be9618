// Interactive elements of Block Kit. Each calls `act(element, value, control)` when used.
import { ask } from './confirm.js';
import { busy, h } from './dom.js';
import { withEmoji } from './emoji.js';
import { mrkdwn } from './mrkdwn.js';
import { state } from './state.js';

export const label = (text) =>
  !text ? '' : text.type === 'mrkdwn' ? mrkdwn(text.text) : text.emoji === false ? text.text : withEmoji(text.text);
export const labelText = (text) => (text ? withEmoji(text.text) : '');

export const optionsOf = (e) => [...(e.options ?? []), ...(e.option_groups ?? []).flatMap((g) => g.options)];

async function use(e, value, control, act) {
  if (e.confirm && !(await ask(e.confirm))) return false;
  await busy(control, () => act(e, value));
  return true;
}

function button(e, act) {
  const kind = { primary: 'primary', danger: 'danger' }[e.style] ?? 'quiet';
  const node = h('button', {
    type: 'button', class: kind, 'data-testid': `button-${e.action_id}`, 'aria-label': e.accessibility_label,
  }, label(e.text));
  node.addEventListener('click', async () => {
    if (e.url && /^https?:\/\//.test(e.url)) window.open(e.url, '_blank', 'noopener');
    await use(e, e.value, node, act);
  });
  return node;
}

function options(e) {
  const one = (o) => h('option', { value: o.value }, labelText(o.text));
  return e.option_groups
    ? e.option_groups.map((g) => h('optgroup', { label: labelText(g.label) }, g.options.map(one)))
    : (e.options ?? []).map(one);
}

export function select(e, onchange) {
  const people = e.type === 'users_select' || e.type === 'conversations_select';
  const node = h('select', { class: 'select', 'data-testid': `select-${e.action_id}`, 'aria-label': labelText(e.placeholder) || 'Choose' },
    h('option', { value: '' }, labelText(e.placeholder) || 'Choose …'),
    people ? state.people.map((p) => h('option', { value: p.id }, p.name)) : options(e));
  node.value = e.initial_option?.value ?? e.initial_user ?? '';
  if (onchange) {
    const before = node.value;
    node.addEventListener('change', async () => {
      if (node.value && !(await onchange(node.value, node))) node.value = before;
    });
  }
  return node;
}

function overflow(e, act) {
  const toggle = h('button', { type: 'button', class: 'quiet small', 'aria-haspopup': 'menu', 'aria-expanded': 'false',
    'aria-label': 'More actions', 'data-testid': `overflow-${e.action_id}` }, '•••');
  const shut = () => {
    menu.hidden = true;
    toggle.setAttribute('aria-expanded', 'false');
  };
  const menu = h('menu', { hidden: true, role: 'menu', onkeydown: (event) => {
    if (event.key === 'Escape') {
      shut();
      toggle.focus();
    }
  } }, e.options.map((o) => h('button', { type: 'button', role: 'menuitem', onclick: () => {
    shut();
    use(e, o.value, toggle, act);
  } }, labelText(o.text))));
  const box = h('div', { class: 'overflow', onfocusout: (event) => {
    if (!box.contains(event.relatedTarget)) shut();
  } }, toggle, menu);
  toggle.addEventListener('click', () => {
    menu.hidden = !menu.hidden;
    toggle.setAttribute('aria-expanded', String(!menu.hidden));
    if (!menu.hidden) menu.firstElementChild.focus();
  });
  return box;
}

export function choices(e, onchange) {
  const kind = e.type === 'checkboxes' ? 'checkbox' : 'radio';
  const on = (e.initial_options ?? [e.initial_option]).filter(Boolean).map((o) => o.value);
  const name = `${e.action_id}-${Math.random()}`;
  return h('div', { role: kind === 'radio' ? 'radiogroup' : 'group', 'data-testid': `choices-${e.action_id}` },
    e.options.map((o) => h('label', { class: 'choice' },
      h('input', { type: kind, name, value: o.value, checked: on.includes(o.value), onchange: (event) => onchange?.(event.target.value, event.target) }),
      h('span', {}, label(o.text), o.description && h('small', {}, labelText(o.description))))));
}

function dated(e, type, initial, act) {
  const node = h('input', { type, class: 'select', value: initial ?? '', 'aria-label': labelText(e.placeholder) || 'Date',
    'data-testid': `date-${e.action_id}` });
  if (act) node.addEventListener('change', () => node.value && use(e, node.value, node, act));
  return node;
}

export const dateInput = (e, act) => dated(e, 'date', e.initial_date, act);
export const timeInput = (e, act) => dated(e, 'time', e.initial_time, act);

function feedback(e, act) {
  return h('span', { class: 'b-actions' }, [e.positive_button, e.negative_button].map((b, i) => {
    const node = h('button', { type: 'button', class: 'quiet small', 'aria-label': b.accessibility_label ?? b.text.text,
      onclick: () => use(e, b.value, node, act) }, i === 0 ? '👍 ' : '👎 ', labelText(b.text));
    return node;
  }));
}

export function image(e) {
  const missing = () => h('span', { class: 'no-image' }, `Image: ${e.alt_text || 'not described'}`);
  if (!/^(data:image\/|http:\/\/127\.0\.0\.1:)/.test(e.image_url ?? '')) return missing();
  const node = h('img', { src: e.image_url, alt: e.alt_text ?? '', loading: 'lazy' });
  node.addEventListener('error', () => node.replaceWith(missing()));
  return node;
}

export function element(e, act) {
  const chosen = (value, control) => use(e, value, control, act);
  switch (e.type) {
    case 'button': case 'workflow_button': return button(e, act);
    case 'icon_button': return button({ ...e, text: e.text ?? { type: 'plain_text', text: e.icon === 'trash' ? '🗑️' : e.icon } }, act);
    case 'static_select': case 'users_select': case 'conversations_select': case 'multi_static_select': return select(e, chosen);
    case 'overflow': return overflow(e, act);
    case 'radio_buttons': case 'checkboxes': return choices(e, chosen);
    case 'datepicker': return dateInput(e, act);
    case 'timepicker': return timeInput(e, act);
    case 'feedback_buttons': return feedback(e, act);
    case 'image': return image(e);
    default: return h('span', { class: 'b-unknown' }, `(${e.type} is not drawn in the sandbox)`);
  }
}
