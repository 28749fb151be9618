// Block Kit to nodes, as Slack lays it out.
import { h } from './dom.js';
import { element, image, label } from './elements.js';
import { field } from './inputs.js';
import { markdown } from './markdown.js';
import { mrkdwn } from './mrkdwn.js';
import { richText } from './richtext.js';

const text = (t) => (t.type === 'mrkdwn' ? mrkdwn(t.text) : h('div', { class: 'mrk' }, h('div', { class: 'prose' }, label(t))));

function section(b, act) {
  return h('div', { class: 'b-section' },
    b.text && text(b.text),
    b.fields && h('div', { class: 'b-fields' }, b.fields.map(text)),
    b.accessory && h('div', { class: 'accessory' }, element(b.accessory, act)));
}

function cell(c, setting, tag) {
  const props = { class: setting?.align };
  if (!c) return h(tag, props);
  return h(tag, props, c.type === 'rich_text' ? richText(c) : c.type === 'raw_text' ? c.text : c.text ?? c.value ?? '');
}

function table(b) {
  const [head, ...rows] = b.rows ?? [];
  const row = (cells, tag) => h('tr', {}, cells.map((c, i) => cell(c, b.column_settings?.[i], tag)));
  return h('div', { class: 'b-table', tabindex: '0' },
    h('table', {}, head && h('thead', {}, row(head, 'th')), h('tbody', {}, rows.map((r) => row(r, 'td')))));
}

function picture(b) {
  return h('figure', { class: 'b-image' }, b.title && h('figcaption', {}, label(b.title)), image(b));
}

function block(b, act) {
  switch (b.type) {
    case 'header': return h('h3', { class: 'b-header' }, label(b.text));
    case 'section': return section(b, act);
    case 'context': return h('div', { class: 'b-context' }, b.elements.map((e) => (e.type === 'image' ? image(e) : text(e))));
    case 'divider': return h('hr', { class: 'b-divider' });
    case 'actions': case 'context_actions': return h('div', { class: 'b-actions' }, b.elements.map((e) => element(e, act)));
    case 'image': return picture(b);
    case 'input': return field(b, act);
    case 'rich_text': return richText(b);
    case 'markdown': return markdown(b.text);
    case 'table': return table(b);
    default: return h('p', { class: 'b-unknown' }, `(a block of type ${b.type} is not drawn in the sandbox)`);
  }
}

export function blocks(list, act) {
  return h('div', { class: 'blocks' }, (list ?? []).map((b) => {
    const node = block(b, act);
    node.dataset.block = b.type;
    return node;
  }));
}
