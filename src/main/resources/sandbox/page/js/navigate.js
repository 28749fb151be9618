// Opens things across panes, so that a link in Slack leads into the CRM or the books beside it.

const openers = {};

export function opens(kind, opener) {
  openers[kind] = opener;
}

export function open(kind, id) {
  openers[kind]?.(id);
}

export function showTab(tab) {
  document.body.dataset.tab = tab;
  document.dispatchEvent(new CustomEvent('tab'));
}
