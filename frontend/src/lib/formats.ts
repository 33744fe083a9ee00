/**
 * Numbers, dates and names, all by Intl. The texts are English, so a browser in another language still gets English
 * month and country names; an English one keeps its own region's habits.
 */
export const LOCALE =
  typeof navigator !== 'undefined' && navigator.language.startsWith('en') ? navigator.language : 'en-GB';

const whole = new Intl.NumberFormat(LOCALE);
const percent = new Intl.NumberFormat(LOCALE, {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });
const shortDate = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'long' });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const conjunction = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const ago = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

const names = (type: Intl.DisplayNamesType) => new Intl.DisplayNames(LOCALE, { type, fallback: 'code' });
const regions = names('region');
const languages = names('language');
const currencies = names('currency');

export const formatNumber = (value: number) => whole.format(value);
export const formatCompact = (value: number) => compact.format(value);
/** @param ratio 0.047 reads "+4.7%". */
export const formatChange = (ratio: number) => percent.format(ratio);
export const formatList = (words: string[]) => conjunction.format(words);
export const formatDate = (iso: string) => shortDate.format(new Date(iso));
/** To the minute: "23 Nov 2026, 20:46". */
export const formatMinute = (iso: string) => `${formatDate(iso)}, ${formatClock(iso)}`;
export const formatClock = (iso: string) => clock.format(new Date(iso));
/** Six digits as they are read out: "123 456". */
export const formatPin = (pin: string) => `${pin.slice(0, 3)} ${pin.slice(3)}`;
export const formatExact = (iso: string) => exact.format(new Date(iso));

/** "1 client", "2 clients". */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${whole.format(count)} ${count === 1 ? one : many}`;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Relative under a day, a short date beyond: "5 minutes ago", "3 May 2024". */
export function formatWhen(iso: string, now: number = Date.now()): string {
  const passed = now - new Date(iso).getTime();
  if (Math.abs(passed) >= DAY) return formatDate(iso);
  if (Math.abs(passed) < MINUTE) return 'just now';
  if (Math.abs(passed) < HOUR) return ago.format(-Math.trunc(passed / MINUTE), 'minute');
  return ago.format(-Math.trunc(passed / HOUR), 'hour');
}

/** @param amount a decimal string; Intl keeps every digit of it, a float would not. */
export function formatMoney(amount: string, currency: string): string {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  return format.format(amount as Intl.StringNumericLiteral);
}

export const countryName = (code: string) => nameOf(regions, code);
export const languageName = (code: string) => nameOf(languages, code);
export const currencyName = (code: string) => nameOf(currencies, code);

function nameOf(known: Intl.DisplayNames, code: string): string {
  try {
    return known.of(code) ?? code;
  } catch {
    return code;
  }
}
