import { amountWords, countWords } from '@/features/clients/amountWords';
import { customWords } from '@/features/clients/customWords';
import { knownNames } from '@/features/clients/named';
import { ORIGIN_WORDS, STATUS_WORDS } from '@/features/clients/words';
import type { ClientFilter, DateTimeFilter, MoneyFilter, StringFilter } from '@/generated/graphql';
import { dayIn, hereZone, startOfDay } from '@/lib/days';
import { countryName, currencyName, formatExact, LOCALE } from '@/lib/formats';

const either = new Intl.ListFormat(LOCALE, { type: 'disjunction' });
const day = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });

const TEXTS: Partial<Record<keyof ClientFilter, string>> = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  phone: 'Phone',
  company: 'Company',
  tags: 'Tag',
};
const TIMES: Partial<Record<keyof ClientFilter, string>> = { createdAt: 'Created', lastLoginAt: 'Last login' };
const FLAGS: Partial<Record<keyof ClientFilter, [yes: string, no: string]>> = {
  allowLogin: ['Login allowed', 'Login not allowed'],
  verified: ['E-mail verified', 'E-mail not verified'],
  hasParent: ['Has a parent', 'Has no parent'],
  hasChildren: ['Has children', 'Has no children'],
  hasBalanceDue: ['Has a balance due', 'Has no balance due'],
};

const AMOUNTS: Partial<Record<keyof ClientFilter, string>> = {
  lifetimeValue: 'Lifetime value',
  balanceDue: 'Balance due',
};

const quoted = (text: string) => `“${text}”`;
const dayWords = (text: string) => day.format(new Date(`${text}T12:00:00Z`));

/** "in the last 7 days". */
export const lastDaysWords = (days: number) => (days === 1 ? 'in the last day' : `in the last ${days} days`);

/** Two days, both included, or one. */
export function daysWords(from: string, to: string): string {
  if (from === to) return `on ${dayWords(from)}`;
  return day.formatRange(new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`));
}

/** Until a day, itself included. */
export const untilWords = (last: string) => `until ${dayWords(last)}`;

/** A list of alternatives. */
export const eitherWords = (words: string[]) => either.format(words);

/** An instant as the day that begins with it, where it is one; with the exact time otherwise. */
function momentWords(iso: string, zone: string): string {
  const at = new Date(Math.ceil(Date.parse(iso) / 1000) * 1000);
  const begins = dayIn(zone, at);
  return Date.parse(startOfDay(begins, zone)) === at.getTime() ? dayWords(begins) : formatExact(iso);
}

function textWords(name: string, given: StringFilter): string[] {
  return [
    ...(given.eq != null ? [`${name} is ${quoted(given.eq)}`] : []),
    ...(given.in ? [`${name} is ${given.in.length > 0 ? eitherWords(given.in.map(quoted)) : 'one of none'}`] : []),
    ...(given.contains != null ? [`${name} contains ${quoted(given.contains)}`] : []),
    ...(given.startsWith != null ? [`${name} starts with ${quoted(given.startsWith)}`] : []),
    ...(given.isEmpty != null ? [given.isEmpty ? `No ${name.toLowerCase()}` : `Some ${name.toLowerCase()}`] : []),
  ];
}

function timeWords(name: string, given: DateTimeFilter, zone = hereZone()): string[] {
  return [
    ...(given.inLastDays != null ? [`${name} ${lastDaysWords(given.inLastDays)}`] : []),
    ...(given.after != null ? [`${name} since ${momentWords(given.after, zone)}`] : []),
    ...(given.before != null ? [`${name} before ${momentWords(given.before, zone)}`] : []),
    ...(given.isEmpty != null ? [given.isEmpty ? `${name} never` : `${name} known`] : []),
  ];
}

function listWords(name: string, codes: readonly string[], word: (code: string) => string): string {
  return `${name} is ${codes.length > 0 ? eitherWords(codes.map(word)) : 'one of none'}`;
}

const countryWord = (code: string) => (code === '' ? 'unknown' : countryName(code));

function memberWords(key: keyof ClientFilter, filter: ClientFilter): string[] {
  const value = filter[key];
  if (value == null) return [];
  if (key === 'customField') {
    return (filter.customField ?? []).flatMap((each) =>
      customWords(each, {
        text: textWords,
        date: (name, given) => timeWords(name, given, 'UTC'),
        options: (name, options) => [listWords(name, options, quoted)],
      }),
    );
  }
  if (key === 'orderCount') return filter.orderCount ? countWords('Order count', filter.orderCount) : [];
  const amount = AMOUNTS[key];
  if (amount) return amountWords(amount, value as MoneyFilter);
  const text = TEXTS[key];
  if (text) return textWords(text, value as StringFilter);
  const time = TIMES[key];
  if (time) return timeWords(time, value as DateTimeFilter);
  const flag = FLAGS[key];
  if (flag) return [flag[value ? 0 : 1]];
  if (filter.status && key === 'status')
    return [listWords('Status', filter.status, (each) => STATUS_WORDS[each as never])];
  if (filter.origin && key === 'origin')
    return [listWords('Origin', filter.origin, (each) => ORIGIN_WORDS[each as never])];
  if (filter.country && key === 'country') return [listWords('Country', filter.country, countryWord)];
  if (filter.currency && key === 'currency') return [listWords('Currency', filter.currency, currencyName)];
  if (filter.ids && key === 'ids')
    return [filter.ids.length === 1 ? 'One given client' : `${filter.ids.length} given clients`];
  if (filter.parentId && key === 'parentId')
    return [`Parent is ${knownNames.get()[filter.parentId] ?? 'a given client'}`];
  return [`Found by ${quoted(String(value))}`];
}

const within = (words: string, isPart: boolean) => (isPart ? `(${words})` : words);

/**
 * A filter of any depth in words: "Status is Active and (Country is Germany or Tag is “vip”)".
 * @param isPart it stands within another sentence: where it has several parts it is put into brackets.
 */
export function filterWords(filter: ClientFilter, isPart = false): string {
  const parts = Object.keys(filter).flatMap((key) => {
    if (key === 'and') return (filter.and ?? []).map((each) => filterWords(each, true));
    if (key === 'not') return filter.not ? [opposite(filterWords(filter.not, true))] : [];
    if (key !== 'or') return memberWords(key as keyof ClientFilter, filter);
    const branches = (filter.or ?? []).map((each) => filterWords(each, true));
    return [within(branches.length > 0 ? branches.join(' or ') : 'nobody', branches.length > 1)];
  });
  if (parts.length === 0) return 'everybody';
  if (parts.length === 1) return isPart ? (parts[0] ?? '') : unwrapped(parts[0] ?? '');
  return within(parts.join(' and '), isPart);
}

const VERBS: Record<string, string> = {
  is: 'is not',
  contains: 'does not contain',
  'starts with': 'does not start with',
  in: 'not in',
};

/** "Country is not Germany", "not (… or …)". */
function opposite(words: string): string {
  const turned = words.replace(
    /^([\w-]+(?: \w+)?) (is|contains|starts with|in) /,
    (_, name: string, verb: string) => `${name} ${VERBS[verb]} `,
  );
  return turned === words ? `not ${words}` : turned;
}

/** Without the brackets around the whole. */
function unwrapped(words: string): string {
  if (!words.startsWith('(') || !words.endsWith(')')) return words;
  let depth = 0;
  for (const [place, letter] of [...words].entries()) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (depth === 0 && place < [...words].length - 1) return words;
  }
  return words.slice(1, -1);
}
