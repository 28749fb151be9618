// Who one plays, and the conversations of that person.
import { act } from './api.js';
import { $, fill, h, keyed } from './dom.js';
import { avatar } from './message.js';
import { conversation, conversations, markSeen, me, state, unread } from './state.js';

const count = (n) => (n ? h('span', { class: 'unread', 'aria-label': 'unread' }, n > 9 ? '9+' : n) : undefined);
const unreadOf = (p) => p.conversations.filter((c) => unread(p.id, c)).length;

export function drawPeople(onSwitch) {
  const box = $('people');
  if (!box.firstChild) box.append(h('legend', {}, 'You play'), h('div', { class: 'cast' }));
  const list = state.people.map((p) => ({ ...p, conversations: [], unread: p.id === state.user ? 0 : unreadOf(p) }));
  const draw = (p) => {
    const label = h('label', { class: 'person', title: `${p.name}, ${p.title}`, 'data-testid': `user-${p.id}` },
      h('input', { type: 'radio', name: 'person', class: 'visually-hidden', value: p.id, onchange: () => onSwitch(p.id) }),
      avatar(p.id, p.name, 'small'),
      h('span', {}, h('b', {}, p.name.split(' ')[0]), h('small', {}, short(p.title))), h('span', { class: 'count' }));
    update(label, p);
    return label;
  };
  const update = (label, p) => label.querySelector('.count').replaceChildren(...[count(p.unread)].filter(Boolean));
  keyed(box.lastChild, list, (p) => p.id, draw, (label, p) => {
    update(label, p);
    label.shape = JSON.stringify(p);
  });
  box.querySelector(`[value="${CSS.escape(state.user)}"]`).checked = true;
}

// Titles that everybody reads at a glance.
const short = (title) => ({
  'Sales operations lead': 'Sales ops', 'Accounts receivable clerk': 'AR clerk', 'Chief financial officer': 'CFO',
  'Systems administrator': 'Admin', 'Account executive': 'Sales',
}[title] ?? title);

const ORDER = ['finance-approvals', 'deals', 'general'];

export function drawChannels(onOpen) {
  const rows = conversations().map((c) => ({ id: c.id, name: c.name, direct: c.direct, unread: unread(state.user, c), on: c.id === state.channel }));
  const rank = (c) => (ORDER.indexOf(c.name) + ORDER.length) % (ORDER.length + 1);
  const channels = rows.filter((c) => !c.direct).sort((a, b) => rank(a) - rank(b));
  const direct = rows.find((c) => c.direct);
  const row = (c, name, sign, testid, go) => h('button', {
    type: 'button', class: c.unread ? 'has-unread' : '', 'aria-current': String(Boolean(c.on)), 'data-testid': testid, onclick: go,
  }, sign, h('span', { class: 'name' }, name), c.unread && h('span', { class: 'unread', 'aria-label': 'new messages' }, '•'));
  fill($('channels'),
    h('h2', {}, 'Channels'),
    h('div', {}, channels.map((c) => row(c, c.name, h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'), `channel-${c.name}`, () => onOpen(c.id)))),
    h('h2', {}, 'Apps'),
    h('div', {}, row({ ...direct, on: state.channel && conversation()?.direct }, 'Tieout', avatar(state.bot.id, 'Tieout', 'small'), 'channel-Tieout', async () => {
      const told = await act('slack/open-messages', { user: state.user });
      if (told) onOpen(told.channel);
    })));
}

export function readHere() {
  const here = conversation();
  if (here && state.tab === 'messages') markSeen(me().id, here);
}
