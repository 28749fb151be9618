// One message, and a root with its thread.
import { act } from './api.js';
import { blocks } from './blocks.js';
import { composer } from './composer.js';
import { busy, h, keyed } from './dom.js';
import { colour, dayOf, initials, timeOf } from './format.js';
import { mrkdwn } from './mrkdwn.js';
import { nameOf, state } from './state.js';

const OPEN_UP_TO = 6;
const opened = new Map(); // ts of a root -> whether somebody opened or closed its thread

export function avatar(id, name, size = '') {
  const bot = id === state.bot.id;
  const node = h('span', { class: `avatar ${size}`, 'aria-hidden': 'true' }, bot ? h('img', { src: '/mark.svg', alt: '' }) : initials(name));
  if (!bot) node.style.background = colour(id);
  return node;
}

function body(m, click) {
  const shown = m.bot_id && (m.blocks ?? []).length > 0; // people type text: its blocks say the same
  return h('div', { class: 'text' },
    shown ? blocks(m.blocks, click) : m.text && mrkdwn(m.text),
    (m.attachments ?? []).map((a) => h('div', { class: 'attachment' },
      a.blocks ? blocks(a.blocks, click) : mrkdwn(a.text ?? a.fallback ?? ''))),
    (m.files ?? []).map((f) => h('p', { class: 'chip' }, `📎 ${f.title ?? f.name}`)));
}

export function message(m, onReply, size = '') {
  const name = m.username ?? m.bot_profile?.name ?? nameOf(m.user);
  const bot = Boolean(m.bot_id);
  const click = (e, value) => act('slack/click', { user: state.user, channel: state.channel, ts: m.ts, action: e.action_id, value });
  return h('article', { class: m.is_ephemeral ? 'message ephemeral' : 'message', 'data-testid': 'message', 'data-ts': m.ts, 'aria-label': `${name}, ${timeOf(m.ts)}` },
    avatar(m.user, name, size),
    h('div', {},
      m.is_ephemeral && h('p', { class: 'only' }, 'Only visible to you'),
      h('p', { class: 'who' }, h('b', {}, name), bot && h('span', { class: 'badge' }, 'APP'),
        h('time', { title: dayOf(m.ts) }, timeOf(m.ts)), m.edited && h('span', { class: 'edited' }, '(edited)')),
      body(m, click)),
    onReply && h('button', { type: 'button', class: 'quiet small reply', 'data-testid': 'reply', onclick: onReply }, '↩ Reply'));
}

function working(root) {
  const s = root.session;
  if (!s) return undefined;
  const answered = root.replies.some((r) => r.bot_id && Number(r.ts) >= (s.note_at ?? 0));
  const busyNow = s.status === 'processing' || (s.note && !answered);
  if (!busyNow) return undefined;
  const stop = s.status === 'processing' && h('button', { type: 'button', class: 'quiet small', 'data-testid': 'stop', onclick: (event) =>
    busy(event.currentTarget, () => act('slack/stop', { user: state.user, channel: state.channel, thread: root.ts })) }, 'Stop');
  return h('div', { class: 'working', 'data-testid': 'working', role: 'status' },
    h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), h('span', {}, `Tieout ${s.note || 'is working on it'} …`), stop);
}

// A root with its replies below it; the reply box keeps what is typed while messages come and go.
export function thread(root) {
  const box = h('div', { 'data-root': root.ts });
  const head = h('div');
  const toggle = h('button', { type: 'button', class: 'thread-toggle', 'data-testid': 'thread-toggle' });
  const replies = h('div');
  const write = h('div');
  const inner = h('div', { class: 'thread', 'data-testid': 'thread' }, replies, write);
  const status = h('div');
  box.append(head, toggle, inner, status);
  let count = 0;
  let drawn = '';
  let replying = false;

  const show = () => {
    const open = replying || (opened.get(root.ts) ?? (count > 0 && count <= OPEN_UP_TO));
    inner.hidden = !open;
    toggle.hidden = count === 0;
    toggle.textContent = `${count} ${count === 1 ? 'reply' : 'replies'} ${open ? '▴' : '▾'}`;
    toggle.setAttribute('aria-expanded', String(open));
    if (open && !write.firstChild && replying) {
      write.append(composer({ label: 'Reply in thread', thread: root.ts, channel: () => state.channel }));
    }
  };
  const reply = () => {
    replying = true;
    opened.set(root.ts, true);
    show();
    write.querySelector('textarea').focus();
  };
  toggle.addEventListener('click', () => {
    const open = toggle.getAttribute('aria-expanded') === 'true';
    opened.set(root.ts, !open);
    replying = !open;
    show();
  });

  box.update = (next) => {
    const { replies: list, session, ...own } = next;
    const shape = JSON.stringify(own);
    if (shape !== drawn) head.replaceChildren(message(own, next.is_ephemeral ? undefined : reply));
    drawn = shape;
    count = list.length;
    keyed(replies, list, (r) => r.ts, (r) => message(r, undefined, 'small'));
    status.replaceChildren(...[working(next)].filter(Boolean));
    show();
  };
  box.update(root);
  return box;
}
