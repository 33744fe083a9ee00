import { ORIGINS, STATUSES } from '@/features/clients/words';
import type { ClientFilter } from '@/generated/graphql';

/** A longer address is cut short by mail programs and proxies. */
export const LONGEST_CODE = 2000;
const DEEPEST = 12;

/** A filter as the address carries it: base64url of its JSON. */
export function filterCode(filter: ClientFilter): string {
  const bytes = new TextEncoder().encode(JSON.stringify(filter));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const read = new Map<string, ClientFilter | null>();

/** The filter behind a code of the address; null when it is none, or is only half understood. */
export function filterOfCode(code: string): ClientFilter | null {
  let filter = read.get(code);
  if (filter === undefined) {
    filter = decoded(code);
    read.set(code, filter);
  }
  return filter;
}

function decoded(code: string): ClientFilter | null {
  if (code.length > LONGEST_CODE) return null;
  try {
    const text = atob(code.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isFilter(value) && Object.keys(value).length > 0 ? value : null;
  } catch {
    return null;
  }
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isMoment: Check = (value) =>
  typeof value === 'string' && /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
const isDays: Check = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 36_500;
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const oneOf =
  (known: readonly string[]): Check =>
  (value) =>
    known.includes(String(value));
const recordOf =
  (checks: Record<string, Check>): Check =>
  (value) =>
    isRecord(value) && Object.entries(value).every(([key, each]) => checks[key]?.(each));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textFilter = recordOf({ eq: isText, in: listOf(isText), contains: isText, startsWith: isText, isEmpty: isFlag });
const timeFilter = recordOf({ after: isMoment, before: isMoment, inLastDays: isDays, isEmpty: isFlag });

const isNumber: Check = (value) =>
  value !== '' && (isText(value) || typeof value === 'number') && !Number.isNaN(Number(value));
const isCount: Check = (value) => Number.isInteger(value);
const isCurrency: Check = (value) => isText(value) && /^[A-Z]{3}$/.test(String(value));
const moneyFilter: Check = (value) =>
  recordOf({ currency: isCurrency, atLeast: isNumber, atMost: isNumber })(value) &&
  isRecord(value) &&
  'currency' in value;
const customFilter = recordOf({
  key: isText,
  text: textFilter,
  number: recordOf({ eq: isNumber, atLeast: isNumber, atMost: isNumber }),
  date: timeFilter,
  boolean: isFlag,
  options: listOf(isText),
  isEmpty: isFlag,
});

const MEMBERS: Record<string, Check> = {
  ids: listOf(isText),
  status: listOf(oneOf(STATUSES)),
  origin: listOf(oneOf(ORIGINS)),
  search: isText,
  firstName: textFilter,
  lastName: textFilter,
  email: textFilter,
  phone: textFilter,
  company: textFilter,
  country: listOf(isText),
  currency: listOf(isText),
  tags: textFilter,
  allowLogin: isFlag,
  verified: isFlag,
  hasParent: isFlag,
  hasChildren: isFlag,
  parentId: isText,
  createdAt: timeFilter,
  lastLoginAt: timeFilter,
  orderCount: recordOf({ eq: isCount, atLeast: isCount, atMost: isCount }),
  lifetimeValue: moneyFilter,
  balanceDue: moneyFilter,
  hasBalanceDue: isFlag,
  customField: listOf(customFilter),
};

/** Whether the API would understand the value as a filter, at least in its shape. */
export function isFilter(value: unknown, depth = 0): value is ClientFilter {
  const deeper: Check = (each) => isFilter(each, depth + 1);
  const checks: Record<string, Check> = { ...MEMBERS, and: listOf(deeper), or: listOf(deeper), not: deeper };
  return depth <= DEEPEST && recordOf(checks)(value);
}
