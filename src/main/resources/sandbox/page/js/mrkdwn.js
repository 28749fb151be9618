// Slack's mrkdwn to nodes.
import { h } from './dom.js';
import { emoji } from './emoji.js';
import { slackDate } from './format.js';
import { open } from './navigate.js';
import { channelName, nameOf, state } from './state.js';
import { inside } from './systems.js';

const SAFE = ['http:', 'https:', 'mailto:'];
const MARKS = { '*': 'strong', _: 'em', '~': 's' };
const decode = (text) => text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&' })[name]);

export function link(url, ...label) {
  let safe = false;
  try {
    safe = SAFE.includes(new URL(url).protocol);
  } catch {
    safe = false;
  }
  if (!safe) return h('span', {}, ...label);
  // Asked at the click: the message that tells of an invoice may be drawn before the invoice is known here.
  const go = (event) => {
    const here = inside(url);
    if (!here) return;
    event.preventDefault();
    open(here.kind, here.id);
  };
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer', onclick: go }, ...label);
}

export const mention = (id) =>
  h('span', { class: id === state.user ? 'mention me' : 'mention' }, `@${nameOf(id)}`);

function token(inner) {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : decode(inner.slice(bar + 1));
  if (/^@[UW]\w+$/.test(target)) return mention(target.slice(1));
  if (/^#C\w+$/.test(target)) return h('span', { class: 'mention' }, `#${label || channelName(target.slice(1))}`);
  if (target.startsWith('!date^')) {
    const [, seconds, format, url] = target.split('^');
    const text = slackDate(seconds, decode(format ?? ''), label);
    return url ? link(decode(url), text) : h('time', {}, text);
  }
  if (target.startsWith('!')) return h('span', { class: 'mention' }, `@${label.replace(/^@/, '') || target.slice(1).split('^')[0]}`);
  if (/^(https?:|mailto:)/i.test(target)) return link(decode(target), label || decode(target).replace(/^mailto:/, ''));
  return decode(`<${inner}>`);
}

// Where the mark that opened at `from` closes; code and tokens in between do not count.
function closing(text, from, mark) {
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i];
    if (c === '<' || c === '`') {
      const end = text.indexOf(c === '<' ? '>' : '`', i + 1);
      if (end > 0) i = end;
    } else if (c === mark && i > from + 1 && !/\s/.test(text[i - 1]) && !/[\p{L}\p{N}]/u.test(text[i + 1] ?? ' ')) {
      return i;
    }
  }
  return -1;
}

const opensHere = (text, i) => !/[\p{L}\p{N}]/u.test(text[i - 1] ?? ' ') && !/\s/.test(text[i + 1] ?? ' ');

export function inline(text) {
  const out = [];
  let plain = '';
  const flush = () => {
    if (plain) out.push(decode(plain));
    plain = '';
  };
  const take = (node, end) => {
    flush();
    out.push(node);
    return end;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const end = c === '<' ? text.indexOf('>', i + 1) : c === '`' ? text.indexOf('`', i + 1) : -1;
    if (c === '<' && end > i + 1) i = take(token(text.slice(i + 1, end)), end);
    else if (c === '`' && end > i + 1) i = take(h('code', {}, decode(text.slice(i + 1, end))), end);
    else if (MARKS[c] && opensHere(text, i) && closing(text, i, c) > 0) {
      const stop = closing(text, i, c);
      i = take(h(MARKS[c], {}, inline(text.slice(i + 1, stop))), stop);
    } else if (c === ':') {
      const name = /^:([a-z0-9_+-]+):/.exec(text.slice(i));
      const sign = name && emoji(name[1]);
      if (sign) {
        plain += sign;
        i += name[0].length - 1;
      } else plain += c;
    } else plain += c;
  }
  flush();
  return out;
}

function line(text) {
  const item = /^\s*([•◦▪])\s+(.*)$/.exec(text) ?? /^\s*(-)\s+(.*)$/.exec(text);
  return item
    ? h('div', { class: 'item' }, h('span', { 'aria-hidden': 'true' }, '•'), h('span', {}, inline(item[2])))
    : h('div', { class: 'line' }, inline(text));
}

function lines(text, out) {
  let quote;
  for (const one of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(one);
    if (quoted) {
      if (!quote) out.push((quote = h('blockquote')));
      quote.append(line(quoted[1]));
    } else {
      quote = undefined;
      out.push(line(one));
    }
  }
}

export function mrkdwn(text) {
  const out = [];
  text.split('```').forEach((part, i, all) => {
    const code = i % 2 === 1 && i < all.length - 1;
    if (code) out.push(h('pre', {}, decode(part.replace(/^\n|\n$/g, ''))));
    else if (part.trim() !== '' || all.length === 1) lines(all.length > 1 ? part.replace(/^\n|\n$/g, '') : part, out);
  });
  return h('div', { class: 'mrk' }, out);
}
