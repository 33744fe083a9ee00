import { daysOf, type ListSearch, lastDays, NO_COUNTRY } from '@/features/clients/listSearch';
import { ORIGIN_WORDS, STATUS_WORDS } from '@/features/clients/words';
import { countryName, currencyName, LOCALE } from '@/lib/formats';

/** One condition in words, and the keys that leave the address when it is taken away. */
export interface Condition {
  words: string;
  keys: (keyof ListSearch)[];
}

const either = new Intl.ListFormat(LOCALE, { type: 'disjunction' });

function spanWords(span: string): string {
  const days = lastDays(span);
  if (days !== null) return days === 1 ? 'in the last day' : `in the last ${days} days`;
  const range = daysOf(span);
  if (!range) return 'never';
  const [from, to] = range.map((day) => new Date(`${day}T12:00:00Z`));
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
  return range[0] === range[1] ? `on ${format.format(from)}` : format.formatRange(from as Date, to as Date);
}

/** The filter as a sentence's parts; the search text is not among them, it stands in its field. */
export function conditionsOf(search: ListSearch): Condition[] {
  const parts: [keyof ListSearch, string | undefined][] = [
    ['status', search.status && `Status is ${either.format(search.status.map((each) => STATUS_WORDS[each]))}`],
    ['origin', search.origin && `Origin is ${either.format(search.origin.map((each) => ORIGIN_WORDS[each]))}`],
    [
      'country',
      search.country &&
        `Country is ${either.format(search.country.map((code) => (code === NO_COUNTRY ? 'unknown' : countryName(code))))}`,
    ],
    ['currency', search.currency && `Currency is ${either.format(search.currency.map(currencyName))}`],
    ['tag', search.tag && `Tagged ${either.format(search.tag)}`],
    ['created', search.created && `Created ${spanWords(search.created)}`],
    ['seen', search.seen && `Last login ${spanWords(search.seen)}`],
    ['verified', search.verified && (search.verified === 'yes' ? 'E-mail verified' : 'E-mail not verified')],
    ['login', search.login && (search.login === 'on' ? 'Login allowed' : 'Login not allowed')],
  ];
  const zone = search.tz && (search.created || search.seen) ? ` (${search.tz})` : '';
  return parts.flatMap(([key, words]) => {
    const isTimed = key === 'created' || key === 'seen';
    return words ? [{ words: isTimed ? words + zone : words, keys: [key] }] : [];
  });
}
