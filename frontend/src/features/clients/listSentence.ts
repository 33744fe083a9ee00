import { filterCode, filterOfCode } from '@/features/clients/filterCode';
import { daysWords, eitherWords, filterWords, lastDaysWords, untilWords } from '@/features/clients/filterWords';
import { daysOf, type ListSearch, lastDayOf, lastDays, NO_COUNTRY } from '@/features/clients/listSearch';
import { ORIGIN_WORDS, STATUS_WORDS } from '@/features/clients/words';
import type { ClientFilter } from '@/generated/graphql';
import { countryName, currencyName } from '@/lib/formats';

/** One condition in words, and what leaves or changes in the address when it is taken away. */
export interface Condition {
  words: string;
  without: Partial<ListSearch>;
}

function spanWords(span: string): string {
  const days = lastDays(span);
  if (days !== null) return lastDaysWords(days);
  const last = lastDayOf(span);
  if (last) return untilWords(last);
  const range = daysOf(span);
  return range ? daysWords(...range) : 'never';
}

/** The filter without a key of its own: its parts that all must hold are conditions of their own. */
function codedConditions(code: string): Condition[] {
  const filter = filterOfCode(code);
  if (!filter) return [];
  const parts = Object.keys(filter).length === 1 && filter.and ? filter.and : [filter];
  return parts.map((part) => {
    const rest: ClientFilter[] = parts.filter((each) => each !== part);
    return { words: filterWords(part), without: { f: rest.length > 0 ? filterCode({ and: rest }) : undefined } };
  });
}

/** The filter as a sentence's parts; the search text is not among them, it stands in its field. */
export function conditionsOf(search: ListSearch): Condition[] {
  const zone = search.tz ? ` (${search.tz})` : '';
  const parts: [keyof ListSearch, string | undefined][] = [
    ['status', search.status && `Status is ${eitherWords(search.status.map((each) => STATUS_WORDS[each]))}`],
    ['origin', search.origin && `Origin is ${eitherWords(search.origin.map((each) => ORIGIN_WORDS[each]))}`],
    [
      'country',
      search.country &&
        `Country is ${eitherWords(search.country.map((code) => (code === NO_COUNTRY ? 'unknown' : countryName(code))))}`,
    ],
    ['currency', search.currency && `Currency is ${eitherWords(search.currency.map(currencyName))}`],
    ['tag', search.tag && `Tagged ${eitherWords(search.tag)}`],
    ['created', search.created && `Created ${spanWords(search.created)}${zone}`],
    ['seen', search.seen && `Last login ${spanWords(search.seen)}${zone}`],
    ['verified', search.verified && (search.verified === 'yes' ? 'E-mail verified' : 'E-mail not verified')],
    ['login', search.login && (search.login === 'on' ? 'Login allowed' : 'Login not allowed')],
    ['parent', search.parent && (search.parent === 'yes' ? 'Has a parent' : 'Has no parent')],
    ['due', search.due && (search.due === 'yes' ? 'Has a balance due' : 'Has no balance due')],
    ['children', search.children && (search.children === 'yes' ? 'Has children' : 'Has no children')],
  ];
  const keyed = parts.flatMap(([key, words]) => (words ? [{ words, without: { [key]: undefined } }] : []));
  return search.f ? [...keyed, ...codedConditions(search.f)] : keyed;
}
