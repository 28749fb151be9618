// Amounts come as exact decimal texts and stay texts; times are shown in UTC, as the company counts its days.

export function money(amount, currency) {
  if (amount === undefined || amount === '') return '';
  const [whole, cents = ''] = String(amount).replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const sign = String(amount).startsWith('-') ? '−' : '';
  const symbol = { USD: '$', EUR: '€', GBP: '£' }[currency] ?? `${currency} `;
  return `${sign}${symbol}${grouped}${cents ? `.${cents.padEnd(2, '0')}` : '.00'}`;
}

const utc = (options) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
const DAY = utc({ day: 'numeric', month: 'short', year: 'numeric' });
const DAY_MONTH = utc({ day: 'numeric', month: 'short' });
const LONG_DAY = utc({ weekday: 'long', day: 'numeric', month: 'long' });
const TIME = utc({ hour: '2-digit', minute: '2-digit' });
const NOW = utc({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

export const day = (isoDate) => (isoDate ? DAY.format(new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)) : '');
// For lists: the year only when it is not the one meant.
export const shortDay = (isoDate, year) => (isoDate?.startsWith(String(year)) ? DAY_MONTH.format(new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)) : day(isoDate));
export const ofTs = (ts) => new Date(Number(ts) * 1000);
export const timeOf = (ts) => TIME.format(ofTs(ts));
export const dayOf = (ts) => LONG_DAY.format(ofTs(ts));
export const clockText = (iso) => `${NOW.format(new Date(iso)).replaceAll(',', '')} UTC`;

const pad = (n) => String(n).padStart(2, '0');

// Slack's <!date^seconds^format|fallback>.
export function slackDate(seconds, format, fallback) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  const long = utc({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(date);
  const plain = utc({ day: 'numeric', month: 'long', year: 'numeric' }).format(date);
  const parts = {
    date_num: `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`,
    date: plain, date_pretty: plain, date_long: long, date_long_pretty: long, date_long_full: long,
    date_short: DAY.format(date), date_short_pretty: DAY.format(date), day_divider_pretty: LONG_DAY.format(date),
    time: `${TIME.format(date)} UTC`, time_secs: utc({ timeStyle: 'medium' }).format(date), ago: DAY.format(date),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
}

export function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words[0]?.[0] ?? '?').concat(words.length > 1 ? words.at(-1)[0] : '').toUpperCase();
}

// A steady colour for a name, dark enough for white letters.
export function colour(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 3600;
  return `hsl(${sum % 360} 44% 32%)`;
}
