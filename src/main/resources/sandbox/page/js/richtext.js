// `rich_text` blocks to nodes.
import { h } from './dom.js';
import { emoji } from './emoji.js';
import { slackDate } from './format.js';
import { link, mention } from './mrkdwn.js';
import { channelName } from './state.js';

function styled(node, style = {}) {
  let out = node;
  if (style.code) out = h('code', {}, out);
  if (style.bold) out = h('strong', {}, out);
  if (style.italic) out = h('em', {}, out);
  if (style.strike) out = h('s', {}, out);
  if (style.underline) out = h('u', {}, out);
  return out;
}

function run(e) {
  switch (e.type) {
    case 'text': return styled(e.text, e.style);
    case 'link': return styled(link(e.url, e.text ?? e.url), e.style);
    case 'user': return mention(e.user_id);
    case 'channel': return h('span', { class: 'mention' }, `#${channelName(e.channel_id)}`);
    case 'usergroup': return h('span', { class: 'mention' }, `@${e.usergroup_id}`);
    case 'broadcast': return h('span', { class: 'mention' }, `@${e.range}`);
    case 'emoji': return emoji(e.name) ?? `:${e.name}:`;
    case 'date': return h('time', {}, slackDate(e.timestamp, e.format ?? '{date}', e.fallback ?? ''));
    case 'color': return h('code', {}, e.value);
    default: return e.text ?? '';
  }
}

const runs = (e) => (e.elements ?? []).map(run);

function part(e) {
  switch (e.type) {
    case 'rich_text_section': return h('div', { class: 'prose' }, runs(e));
    case 'rich_text_preformatted': return h('pre', {}, runs(e));
    case 'rich_text_quote': return h('blockquote', { class: 'prose' }, runs(e));
    case 'rich_text_list': return h(e.style === 'ordered' ? 'ol' : 'ul', { class: `indent-${Math.min(e.indent ?? 0, 5)}` },
      (e.elements ?? []).map((item) => h('li', {}, runs(item))));
    default: return undefined;
  }
}

export const richText = (block) => h('div', { class: 'b-rich' }, (block.elements ?? []).map(part));
