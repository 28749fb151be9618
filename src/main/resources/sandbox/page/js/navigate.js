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

const INSIDE = [
  ['deal', /(?:Opportunity\/|\/)(006[A-Za-z0-9]{12,15})(?:\/|$|\?)/],
  ['invoice', /invoice[^?]*\?(?:.*&)?txnId=(\d+)/i],
];

export function inside(url) {
  for (const [kind, pattern] of INSIDE) {
    const found = pattern.exec(url);
    if (found) return { kind, id: found[1] };
  }
  return undefined;
}
