// A button that opens a short list of things to do. Arrow keys walk through it, Escape closes it.
import { h } from './dom.js';

// Each entry: name for tests, words, what it does, and whether it destroys something.
export function menu(label, name, entries) {
  const list = h('div', { class: 'menu-list', role: 'menu', hidden: true }, entries.map((e) => h('button', {
    type: 'button', role: 'menuitem', tabindex: '-1', class: e.danger ? 'bad' : '', 'data-testid': e.name,
    onclick: () => {
      shut();
      e.run();
    },
  }, e.words)));
  const button = h('button', {
    type: 'button', class: 'quiet menu-button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'data-testid': name, onclick: () => (list.hidden ? open() : shut()),
  }, label);
  const box = h('div', { class: 'menu', onkeydown: keys, onfocusout: (event) => {
    if (!box.contains(event.relatedTarget)) hide();
  } }, button, list);
  return box;

  function open() {
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    list.firstElementChild.focus();
  }
  function hide() {
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  }
  function shut() {
    hide();
    button.focus();
  }
  function keys(event) {
    if (list.hidden) return;
    const all = [...list.children];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') {
      event.stopPropagation();
      shut();
    } else if (to !== undefined) {
      event.preventDefault();
      all.at(to % all.length).focus();
    }
  }
}
