// What the page knows of the sandbox, and which person somebody plays.

export const state = {
  user: 'U0SAM',
  channel: undefined,
  tab: 'messages',
  bot: { id: '', name: 'Tieout', command: '/tieout' },
  people: [],
  crm: { system: '', title: '', wonStage: '', stages: [], terms: [] },
  ledgers: [],
  deals: [],
  invoices: [],
  year: '',
  seen: new Map(), // `${user} ${channel}` -> time stamp of the last message read
};

export const me = () => state.people.find((p) => p.id === state.user);
export const person = (id) => (id === state.bot.id ? state.bot : state.people.find((p) => p.id === id));
export const nameOf = (id) => person(id)?.name ?? id;
export const conversations = () => me()?.conversations ?? [];
export const conversation = () => conversations().find((c) => c.id === state.channel);
export const channelName = (id) => state.people.flatMap((p) => p.conversations).find((c) => c.id === id)?.name ?? id;

const seenKey = (user, channel) => `${user} ${channel}`;

export function unread(user, conversation) {
  const seen = state.seen.get(seenKey(user, conversation.id));
  return seen !== undefined && conversation.latest > seen;
}

export function markSeen(user, conversation) {
  state.seen.set(seenKey(user, conversation.id), conversation.latest);
}

// What was there when the page opened counts as read; what begins later does not.
export function rememberSeen(first) {
  for (const someone of state.people) {
    for (const c of someone.conversations) {
      const key = seenKey(someone.id, c.id);
      if (!state.seen.has(key)) state.seen.set(key, first ? c.latest : '0');
    }
  }
}
