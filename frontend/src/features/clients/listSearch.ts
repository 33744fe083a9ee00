import { filterOfCode } from '@/features/clients/filterCode';
import { ORIGINS, STATUSES } from '@/features/clients/words';
import type { ClientOrigin, ClientStatus } from '@/generated/graphql';
import { isDay } from '@/lib/days';
import { oneOf, type Raw, someOf, textOf } from '@/lib/search';

/** The Clients list's address: filter, order and place. Short keys, readable values; see `readListSearch`. */
export interface ListSearch {
  q?: string;
  status?: ClientStatus[];
  origin?: ClientOrigin[];
  /** ISO 3166 codes of the default address; "none" for those without one. */
  country?: string[];
  currency?: string[];
  tag?: string[];
  /** "last30d", or two days "2026-09-01..2026-09-30", both included, in `tz`; "..2026-09-30" for all until then. */
  created?: string;
  /** As `created`, or "never". */
  seen?: string;
  verified?: 'yes' | 'no';
  login?: 'on' | 'off';
  /** Has a parent, has children. */
  parent?: 'yes' | 'no';
  children?: 'yes' | 'no';
  /** Owes money, in whichever currency. */
  due?: 'yes' | 'no';
  /** All that has no key of its own: the code of a filter, see `filterCode`. */
  f?: string;
  /** The IANA time zone in which days are meant; the browser's own when absent. */
  tz?: string;
  sort?: Sort;
  /** The currency in which amounts are sorted; the store's own when absent. */
  in?: string;
  /** The columns beside the name, in this order; those that the person has chosen when absent. */
  cols?: string[];
  /** Begin where this value of the order stands: a day, the beginning of a name, a number. */
  start?: string;
  /** The cursor before the first row in sight. */
  after?: string;
  /** Read from the last row upwards. */
  at?: 'end';
  /** The saved view that was opened, by its id; "all" where none is meant, not even the person's own. */
  view?: string;
}

/** Stands in the address where no view is meant. */
export const NO_VIEW = 'all';

export const SORTS = [
  ...(['-created', 'created', 'name', '-name', '-number', 'number', '-seen', 'seen'] as const),
  ...(['-orders', 'orders', '-value', 'value', '-balance', 'balance'] as const),
] as const;
export type Sort = (typeof SORTS)[number];
export const NEWEST_FIRST: Sort = '-created';

/** Whether an order is by an amount, and so in one currency. */
export const isByAmount = (sort: Sort) => /^-?(value|balance)$/.test(sort);
/** Whether an order is by what only those see who may see orders. */
export const isByOrders = (sort: Sort) => isByAmount(sort) || /^-?orders$/.test(sort);

/** Stands in the address for a country nobody knows. */
export const NO_COUNTRY = 'none';

const CODE = /^[A-Z]{2,3}$/;
const SPAN = /^last([1-9]\d{0,3})d$/;

/** The number of days in "last30d", or null. */
export function lastDays(text: string): number | null {
  const days = SPAN.exec(text)?.[1];
  return days ? Number(days) : null;
}

/** The two days of "2026-09-01..2026-09-30", or null. */
export function daysOf(text: string): [from: string, to: string] | null {
  const [from = '', to = '', more] = text.split('..');
  return more === undefined && isDay(from) && isDay(to) && from <= to ? [from, to] : null;
}

/** The day of "..2026-09-30", or null. */
export function lastDayOf(text: string): string | null {
  const day = text.startsWith('..') ? text.slice(2) : '';
  return isDay(day) ? day : null;
}

function spanOf(value: unknown, never = false): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const isSpan = lastDays(text) !== null || daysOf(text) || lastDayOf(text) || (never && text === 'never');
  return isSpan ? text : undefined;
}

function listOf(value: unknown, isGood: (text: string) => boolean): string[] | undefined {
  const given = Array.isArray(value) ? value.map(String) : (textOf(value)?.split(',') ?? []);
  const good = [...new Set(given.map((each) => each.trim()))].filter(isGood);
  return good.length > 0 ? good : undefined;
}

function zoneOf(value: unknown): string | undefined {
  const zone = textOf(value);
  try {
    return zone && new Intl.DateTimeFormat('en', { timeZone: zone }) ? zone : undefined;
  } catch {
    return undefined;
  }
}

function currencyIn(value: unknown): string | undefined {
  const code = textOf(value);
  return code && CODE.test(code) && code.length === 3 ? code : undefined;
}

function codeOf(value: unknown): string | undefined {
  const code = textOf(value);
  return code && filterOfCode(code) ? code : undefined;
}

const READERS: { [Key in keyof Required<ListSearch>]: (value: unknown) => ListSearch[Key] } = {
  q: textOf,
  status: (value) => someOf(value, STATUSES),
  origin: (value) => someOf(value, ORIGINS),
  country: (value) => listOf(value, (code) => code === NO_COUNTRY || (CODE.test(code) && code.length === 2)),
  currency: (value) => listOf(value, (code) => CODE.test(code) && code.length === 3),
  tag: (value) => listOf(value, (tag) => tag !== ''),
  created: (value) => spanOf(value),
  seen: (value) => spanOf(value, true),
  verified: (value) => oneOf(value, ['yes', 'no']),
  login: (value) => oneOf(value, ['on', 'off']),
  parent: (value) => oneOf(value, ['yes', 'no']),
  children: (value) => oneOf(value, ['yes', 'no']),
  due: (value) => oneOf(value, ['yes', 'no']),
  f: codeOf,
  tz: zoneOf,
  sort: (value) => oneOf(value, SORTS),
  in: currencyIn,
  cols: (value) => listOf(value, (key) => /^([a-z]+|cf\.[\w-]+)$/.test(key)),
  start: textOf,
  after: textOf,
  at: (value) => oneOf(value, ['end']),
  view: textOf,
};

/** What the address says, as far as it is understood. */
export function readListSearch(raw: Raw): ListSearch {
  const read = Object.entries(READERS).flatMap(([key, reader]) => {
    const value = reader(raw[key]);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(read);
}

const OTHERS_KEYS = new Set(['add']);

/** The keys of the address that are unknown or say nothing valid: the page names them instead of pretending. */
export function droppedFrom(raw: Raw): string[] {
  return Object.entries(raw)
    .filter(([key, value]) => textOf(value) !== undefined && !OTHERS_KEYS.has(key) && !isUnderstood(key, value))
    .map(([key]) => key);
}

function isUnderstood(key: string, value: unknown): boolean {
  const read = (READERS as Record<string, (value: unknown) => unknown>)[key]?.(value);
  if (Array.isArray(read)) return read.length === new Set(String(value).split(',')).size;
  return read !== undefined;
}
