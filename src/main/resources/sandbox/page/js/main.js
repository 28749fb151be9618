// Starts the page and keeps it up to date.
import { read } from './api.js';
import { initBooks, refreshBooks } from './books.js';
import { initCrm, refreshCrm } from './crm.js';
import { $, h, icon } from './dom.js';
import { refreshGuide } from './guide.js';
import { showTab } from './navigate.js';
import { refreshSlack } from './slack.js';
import { state } from './state.js';
import { allLedgers, severalLedgers } from './systems.js';
import { toast } from './toast.js';
import { initWorld, refreshFaults, refreshWorld } from './world.js';

const REFRESH = { slack: refreshSlack, crm: refreshCrm, books: refreshBooks, world: refreshWorld, faults: refreshFaults, guide: refreshGuide };
// These are drawn before the others, which speak of them by their names.
const NAMED = ['crm', 'books'];
// Name, the drawing of the sign, words.
const TABS = [
  ['slack', 'M4 5h16v11H11l-5 4v-4H4z', () => 'Slack'],
  ['crm', 'M4 8h16v11H4zM9 8V5h6v3M4 13h16', () => state.crm.title],
  ['books', 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6', () => (severalLedgers() ? 'Books' : allLedgers())],
  ['faults', 'M13 3L5 14h6l-1 7 8-11h-6z', () => 'Faults'],
];
const PAUSE = 1500;

function initTabs() {
  const buttons = TABS.map(([name, sign, words]) => h('button', { type: 'button', 'data-testid': `nav-${name}`, onclick: () => showTab(name) },
    icon(sign), h('span', {}, words())));
  const mark = () => buttons.forEach((b, i) => b.setAttribute('aria-current', String(TABS[i][0] === document.body.dataset.tab)));
  $('tabs').append(...buttons);
  document.addEventListener('tab', mark);
  mark();
}

function drawNames() {
  TABS.forEach(([, , words], i) => { $('tabs').children[i].querySelector('span').textContent = words(); });
  $('crm').setAttribute('aria-label', state.crm.title);
  $('books').setAttribute('aria-label', allLedgers());
}

const pause = () => new Promise((resolve) => { setTimeout(resolve, PAUSE); });

// Asks what changed, again and again; each answer waits at the server until there is something.
async function follow() {
  let since = '';
  let marks = {};
  let lost = false;
  for (;;) {
    try {
      const told = await read('changes', { since });
      const changed = Object.keys(REFRESH).filter((pane) => told.marks[pane] !== marks[pane]);
      await Promise.all(changed.filter((pane) => NAMED.includes(pane)).map((pane) => REFRESH[pane]()));
      drawNames();
      await Promise.all(changed.filter((pane) => !NAMED.includes(pane)).map((pane) => REFRESH[pane]()));
      since = told.since;
      marks = told.marks;
      if (lost) toast('The sandbox is back.');
      lost = false;
      document.body.dataset.live = 'yes';
    } catch {
      if (!lost) toast('The sandbox does not answer. It will be tried again; start it if you stopped it.', 'bad');
      lost = true;
      await pause();
    }
  }
}

initTabs();
initCrm();
initBooks();
initWorld();
follow();
