// Where a person writes: Enter sends, @ offers people, / offers the command.
import { act } from './api.js';
import { h } from './dom.js';
import { state } from './state.js';

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function withMentions(text) {
  const names = [state.bot, ...state.people].flatMap((p) => [[p.name, p.id], [p.name.split(' ')[0], p.id]]);
  names.sort((a, b) => b[0].length - a[0].length);
  return names.reduce((t, [name, id]) => t.replace(new RegExp(`(^|[\\s(])@${name}(?![\\w])`, 'gi'), `$1<@${id}>`), text);
}

function offers(before) {
  const at = /(?:^|\s)@([\p{L} ]{0,20})$/u.exec(before);
  if (at) {
    const begun = at[1].toLowerCase();
    return [state.bot, ...state.people].filter((p) => p.name.toLowerCase().startsWith(begun) && p.id !== state.user)
      .slice(0, 6).map((p) => ({ insert: `@${p.name} `, drop: at[1].length + 1, name: p.name, note: p.title ?? 'App' }));
  }
  const slash = /^\/(\w*)$/.exec(before);
  if (slash && state.bot.command.startsWith(before)) {
    return [{ insert: `${state.bot.command} `, drop: before.length, name: state.bot.command, note: 'Ask Tieout, for your eyes only' }];
  }
  return [];
}

async function send(text, where) {
  const channel = await where.channel();
  if (!channel) return undefined;
  const command = state.bot.command;
  if (text === command || text.startsWith(`${command} `)) {
    return act('slack/command', { user: state.user, channel, command, text: text.slice(command.length).trim() });
  }
  return act('slack/say', { user: state.user, channel, text: withMentions(escape(text)), thread: where.thread ?? null });
}

// `where`: label, channel() giving the conversation, and thread when it answers in one.
export function composer(where) {
  const list = h('ul', { class: 'suggestions', role: 'listbox', hidden: true });
  const input = h('textarea', { rows: 1, placeholder: where.label, 'aria-label': where.label, 'data-testid': where.thread ? 'thread-composer' : 'composer' });
  const button = h('button', { type: 'submit', class: 'primary send', 'data-testid': where.thread ? 'thread-send' : 'send' }, 'Send');
  let shown = [];
  let at = 0;

  const draw = () => {
    shown = offers(input.value.slice(0, input.selectionStart));
    if (at >= shown.length) at = 0;
    list.hidden = shown.length === 0;
    list.replaceChildren(...shown.map((o, i) => h('li', { role: 'option', 'aria-selected': String(i === at), 'data-testid': 'suggestion',
      onmousedown: (event) => {
        event.preventDefault();
        choose(o);
      } }, h('b', {}, o.name), h('small', {}, o.note))));
  };
  const choose = (o) => {
    const end = input.selectionStart;
    input.setRangeText(o.insert, end - o.drop, end, 'end');
    draw();
  };
  const submit = async () => {
    const text = input.value.trim();
    if (!text || button.disabled) return;
    button.disabled = true;
    try {
      const told = await send(text, where);
      if (told && told.result !== 'unanswered') input.value = '';
    } finally {
      button.disabled = false;
      draw();
      input.focus();
    }
  };
  input.addEventListener('input', draw);
  input.addEventListener('blur', () => { list.hidden = true; });
  input.addEventListener('keydown', (event) => {
    const open = !list.hidden;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      at = (at + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length;
      draw();
    } else if (open && (event.key === 'Enter' || event.key === 'Tab')) choose(shown[at]);
    else if (open && event.key === 'Escape') list.hidden = true;
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit();
    else return;
    event.preventDefault();
  });
  return h('form', { class: 'composer', onsubmit: (event) => {
    event.preventDefault();
    submit();
  } }, list, input, button);
}
