import { filterOfCode } from '@/features/clients/filterCode';
import {
  daysOf,
  isByAmount,
  type ListSearch,
  lastDayOf,
  lastDays,
  NEWEST_FIRST,
  NO_COUNTRY,
} from '@/features/clients/listSearch';
import type { ClientFilter, ClientOrder, ClientOrderField, DateTimeFilter } from '@/generated/graphql';
import { addDays, hereZone, startOfDay } from '@/lib/days';

const FIELDS: Record<string, ClientOrderField> = {
  created: 'CREATED_AT',
  name: 'NAME',
  number: 'NUMBER',
  seen: 'LAST_LOGIN_AT',
  orders: 'ORDER_COUNT',
  value: 'LIFETIME_VALUE',
  balance: 'BALANCE_DUE',
};

/** The order the address asks for; newest first when it asks for none. */
export function orderOf({ sort = NEWEST_FIRST, in: currency }: ListSearch): ClientOrder {
  const isDown = sort.startsWith('-');
  const field = FIELDS[isDown ? sort.slice(1) : sort] ?? 'CREATED_AT';
  return { field, direction: isDown ? 'DESC' : 'ASC', ...(currency && isByAmount(sort) && { currency }) };
}

/** The last microsecond before an instant: the filter's `after` does not include the instant it names. */
export const justBefore = (iso: string) => new Date(Date.parse(iso) - 1).toISOString().replace(/Z$/, '999Z');

/** The condition on a time: whole days in the zone, from the first's beginning to just before the day after the last. */
function timeOf(span: string, zone: string): DateTimeFilter {
  const days = lastDays(span);
  if (days !== null) return { inLastDays: days };
  const last = lastDayOf(span);
  if (last) return { before: startOfDay(addDays(last, 1), zone) };
  const [from, to] = daysOf(span) ?? [];
  if (!from || !to) return { isEmpty: true };
  return { after: justBefore(startOfDay(from, zone)), before: startOfDay(addDays(to, 1), zone) };
}

/** The one filter object behind the address, the same for rows, counts and links; null when everything is meant. */
export function filterOf(search: ListSearch): ClientFilter | null {
  const zone = search.tz ?? hereZone();
  const coded = search.f ? filterOfCode(search.f) : null;
  const filter: ClientFilter = {
    ...(search.q && { search: search.q }),
    ...(search.status && { status: search.status }),
    ...(search.origin && { origin: search.origin }),
    ...(search.country && { country: search.country.map((code) => (code === NO_COUNTRY ? '' : code)) }),
    ...(search.currency && { currency: search.currency }),
    ...(search.tag && { tags: { in: search.tag } }),
    ...(search.created && { createdAt: timeOf(search.created, zone) }),
    ...(search.seen && { lastLoginAt: timeOf(search.seen, zone) }),
    ...(search.verified && { verified: search.verified === 'yes' }),
    ...(search.login && { allowLogin: search.login === 'on' }),
    ...(search.parent && { hasParent: search.parent === 'yes' }),
    ...(search.children && { hasChildren: search.children === 'yes' }),
    ...(search.due && { hasBalanceDue: search.due === 'yes' }),
    ...(coded && { and: [coded] }),
    // Deleted and merged clients are listed where the topmost condition names them.
    ...(coded?.status && !search.status && { status: coded.status }),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}
