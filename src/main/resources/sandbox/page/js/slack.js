// The Slack pane: people, conversations, messages, App Home.
import { act, read } from './api.js';
import { blocks } from './blocks.js';
import { composer } from './composer.js';
import { $, fill, h, keyed } from './dom.js';
import { dayOf } from './format.js';
import { drawModal } from './modal.js';
import { drawChannels, drawPeople, readHere } from './people.js';
import { thread } from './message.js';
import { conversation, conversations, me, nameOf, rememberSeen, state } from './state.js';

let first = true;
let asked = 0;

export async function refreshSlack() {
  const told = await read('slack/people');
  state.bot = told.bot;
  state.people = told.people;
  if (!me()) state.user = told.people[0]?.id;
  if (!conversation()) state.channel = (conversations().find((c) => c.name === 'deals') ?? conversations()[0])?.id;
  rememberSeen(first);
  first = false;
  await refreshConversation();
}

async function refreshConversation() {
  const mine = ++asked;
  const [here, views] = await Promise.all([
    state.channel ? read('slack/conversation', { user: state.user, channel: state.channel }) : { messages: [], prompts: [] },
    read('slack/views', { user: state.user }),
  ]);
  if (mine !== asked) return; // somebody moved on meanwhile
  readHere();
  drawPeople(play);
  drawChannels(openConversation);
  drawHead();
  drawMessages(here);
  drawHome(views.home);
  drawModal(views.modals);
}

export async function play(user) {
  const name = conversation()?.name;
  state.user = user;
  state.channel = (conversations().find((c) => c.name === name) ?? conversations().find((c) => c.name === 'deals'))?.id;
  state.tab = 'messages';
  clearMessages();
  await refreshConversation();
}

async function openConversation(id) {
  state.channel = id;
  state.tab = 'messages';
  clearMessages();
  await refreshSlack();
  if (matchMedia('(min-width: 1024px)').matches) $('composer').querySelector('textarea')?.focus();
}

function clearMessages() {
  $('messages').replaceChildren();
  $('messages').drawnFor = undefined;
}

function tabs() {
  const tab = (name, words) => h('button', {
    type: 'button', role: 'tab', 'aria-selected': String(state.tab === name), 'data-testid': `tab-${name}`, onclick: async () => {
      state.tab = name;
      if (name === 'home') await act('slack/open-home', { user: state.user });
      await refreshConversation();
    },
  }, words);
  return h('div', { class: 'switch', role: 'tablist' }, tab('home', 'Home'), tab('messages', 'Messages'));
}

function drawHead() {
  const here = conversation();
  const people = here?.members.filter((id) => id !== state.user).map((id) => nameOf(id).split(' ')[0]) ?? [];
  const title = here ? h('h2', {}, here.direct ? here.name : `# ${here.name}`) : h('h2', {}, 'Slack');
  const words = `${state.user} ${state.channel} ${state.tab} ${people}`;
  if ($('conversation-head').drawnFor === words) return;
  $('conversation-head').drawnFor = words;
  fill($('conversation-head'), title, here?.direct && tabs(),
    here && !here.direct && h('p', { class: 'note' }, `You and ${people.join(', ')}`));
  const box = $('composer');
  if (!here) return box.replaceChildren();
  if (box.drawnFor === `${state.user} ${state.channel}`) return undefined;
  box.drawnFor = `${state.user} ${state.channel}`;
  return box.replaceChildren(h('div', { class: 'prompts' }), composer({
    label: here.direct ? `Message ${here.name}` : `Message #${here.name} as ${me().name.split(' ')[0]}`, channel: () => state.channel }));
}

function drawPrompts(prompts) {
  const row = $('composer').querySelector('.prompts');
  if (!row) return;
  keyed(row, prompts, (p) => p.title, (p) => h('button', { type: 'button', class: 'quiet small', 'data-testid': 'prompt',
    onclick: () => act('slack/say', { user: state.user, channel: state.channel, text: p.message }) }, p.title));
}

function empty(here) {
  const words = here?.direct
    ? ['Ask Tieout anything', 'For example: “What is waiting for approval?” or “Has Acme paid?”']
    : ['No messages yet', `Win a deal in ${state.crm.title}, or write to @Tieout here.`];
  return { empty: true, ts: 'empty', words };
}

function drawMessages({ messages, prompts }) {
  const box = $('messages');
  const place = `${state.user} ${state.channel}`;
  const fresh = box.drawnFor !== place;
  const atEnd = fresh || box.scrollHeight - box.scrollTop - box.clientHeight < 90;
  const items = [];
  let lastDay = '';
  for (const m of messages) {
    if (dayOf(m.ts) !== lastDay) items.push({ day: (lastDay = dayOf(m.ts)), ts: `day ${dayOf(m.ts)}` });
    items.push(m);
  }
  if (!items.length) items.push(empty(conversation()));
  keyed(box, items, (m) => m.ts, (m) => {
    if (m.day) return h('p', { class: 'day' }, m.day);
    if (m.empty) return h('div', { class: 'empty' }, h('b', {}, m.words[0]), h('p', {}, m.words[1]));
    return thread(m);
  }, (node, m) => node.update?.(m));
  box.drawnFor = place;
  if (atEnd) box.scrollTop = box.scrollHeight;
  drawPrompts(prompts);
}

function drawHome(view) {
  const on = state.tab === 'home' && conversation()?.direct;
  $('home').hidden = !on;
  $('messages').hidden = on;
  $('composer').hidden = on;
  if (!on) return;
  const shape = `${state.user} ${view?.hash}`;
  if ($('home').drawnFor === shape) return;
  $('home').drawnFor = shape;
  const use = (e, value) => act('slack/click-view', { user: state.user, view: view.id, action: e.action_id, value });
  fill($('home'), view
    ? h('div', { class: 'home-body' }, blocks(view.blocks, use))
    : h('div', { class: 'empty' }, h('b', {}, 'Nothing here yet'), h('p', {}, 'Tieout has published no Home page so far. Ask it under Messages.')));
}
