// The `markdown` block: common Markdown to nodes.
import { h } from './dom.js';
import { emoji } from './emoji.js';
import { link, mention } from './mrkdwn.js';

const INLINE = [
  [/^`([^`]+)`/, (m) => h('code', {}, m[1])],
  [/^\[([^\]]+)\]\(([^)\s]+)\)/, (m) => link(m[2], inline(m[1]))],
  [/^<@([UW]\w+)>/, (m) => mention(m[1])],
  [/^(https?:\/\/[^\s<>)]+)/, (m) => link(m[1], m[1])],
  [/^\*\*(?=\S)(.+?)\*\*/, (m) => h('strong', {}, inline(m[1]))],
  [/^__(?=\S)(.+?)__/, (m) => h('strong', {}, inline(m[1]))],
  [/^~~(?=\S)(.+?)~~/, (m) => h('s', {}, inline(m[1]))],
  [/^\*(?=\S)([^*]+?)\*/, (m) => h('em', {}, inline(m[1]))],
  [/^_(?=\S)([^_]+?)_(?!\w)/, (m) => h('em', {}, inline(m[1]))],
  [/^:([a-z0-9_+-]+):/, (m) => emoji(m[1])],
  [/^\\([\\`*_{}[\]()#+.!|~>-])/, (m) => m[1]],
];

function inline(text) {
  const out = [];
  let plain = '';
  let rest = text;
  while (rest) {
    const inWord = /\w$/.test(plain) && rest[0] === '_';
    const hit = inWord ? undefined : INLINE.map(([p, make]) => [p.exec(rest), make]).find(([m]) => m);
    const node = hit && hit[1](hit[0]);
    if (node) {
      if (plain) out.push(plain);
      plain = '';
      out.push(node);
      rest = rest.slice(hit[0][0].length);
    } else {
      plain += rest[0];
      rest = rest.slice(1);
    }
  }
  if (plain) out.push(plain);
  return out;
}

const cells = (row) => row.trim().replace(/^\||\|$/g, '').split('|').map((c) => c.trim());

function table(rows) {
  const align = cells(rows[1]).map((c) => (/^:-+:$/.test(c) ? 'center' : c.endsWith(':') ? 'right' : ''));
  const row = (tag, text) => h('tr', {}, cells(text).map((c, i) => h(tag, { class: align[i] }, inline(c))));
  return h('div', { class: 'b-table', tabindex: '0' },
    h('table', {}, h('thead', {}, row('th', rows[0])), h('tbody', {}, rows.slice(2).map((r) => row('td', r)))));
}

// Each: what starts it, how many lines belong to it, and what it becomes.
const BLOCKS = [
  [/^```/, (ls) => { const end = ls.findIndex((l, i) => i > 0 && l.startsWith('```')); return end < 0 ? ls.length : end + 1; },
    (ls) => h('pre', {}, ls.slice(1, ls.length > 1 && ls.at(-1).startsWith('```') ? -1 : undefined).join('\n'))],
  [/^#{1,6} /, () => 1, (ls) => h('h3', {}, inline(ls[0].replace(/^#+ /, '')))],
  [/^(-{3,}|\*{3,})\s*$/, () => 1, () => h('hr')],
  [/^> ?/, (ls) => run(ls, /^> ?/), (ls) => h('blockquote', {}, blocks(ls.map((l) => l.replace(/^> ?/, ''))))],
  [/^\s*[-*+] /, (ls) => run(ls, /^\s*[-*+] /), (ls) => h('ul', {}, ls.map((l) => h('li', {}, inline(l.replace(/^\s*[-*+] /, '')))))],
  [/^\s*\d+[.)] /, (ls) => run(ls, /^\s*\d+[.)] /), (ls) => h('ol', {}, ls.map((l) => h('li', {}, inline(l.replace(/^\s*\d+[.)] /, '')))))],
  [/^\|.*\|\s*$/, (ls) => run(ls, /^\|/), (ls) => (ls.length > 1 && /^[|:\s-]+$/.test(ls[1]) ? table(ls) : h('p', {}, inline(ls.join(' '))))],
];

function run(ls, pattern) {
  const end = ls.findIndex((l) => !pattern.test(l));
  return end < 0 ? ls.length : end;
}

function blocks(ls) {
  const out = [];
  for (let i = 0; i < ls.length;) {
    const kind = BLOCKS.find(([start]) => start.test(ls[i]));
    if (kind) {
      const count = kind[1](ls.slice(i));
      out.push(kind[2](ls.slice(i, i + count)));
      i += count;
    } else if (ls[i].trim() === '') i++;
    else {
      let end = i + 1;
      while (end < ls.length && ls[end].trim() !== '' && !BLOCKS.some(([start]) => start.test(ls[end]))) end++;
      out.push(h('p', { class: 'prose' }, inline(ls.slice(i, end).join('\n'))));
      i = end;
    }
  }
  return out;
}

export const markdown = (text) => h('div', { class: 'mrk blocks' }, blocks(text.split('\n')));
