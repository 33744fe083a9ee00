import { justBefore } from '@/features/clients/listFilter';
import { isByOrders, type ListSearch, NEWEST_FIRST, type Sort } from '@/features/clients/listSearch';
import type { ClientStart } from '@/generated/graphql';
import { addDays, hereZone, isDay, startOfDay } from '@/lib/days';

/** What one jumps to in each order, and how it is asked for. */
export interface JumpKind {
  label: string;
  input: 'date' | 'text' | 'number';
  hint: string;
}

const TIME = 'A day in your time zone, or the nearest after it in this order.';

export function jumpKind(sort: Sort): JumpKind {
  if (sort.endsWith('name')) {
    return {
      label: 'Name begins with',
      input: 'text',
      hint: 'A letter or more; without any such name, where it would stand.',
    };
  }
  if (sort.endsWith('number'))
    return { label: 'Number', input: 'number', hint: 'As on the client’s page, without the #.' };
  return { label: sort.endsWith('seen') ? 'Last login on' : 'Created on', input: 'date', hint: TIME };
}

/** Where the address begins its list; nowhere particular where `start` does not fit the order. */
export function startOf({ start, sort = NEWEST_FIRST, tz }: ListSearch): ClientStart | undefined {
  if (!start || isByOrders(sort)) return undefined;
  const kind = jumpKind(sort).input;
  if (kind === 'text') return { name: start };
  if (kind === 'number') return /^\d{1,9}$/.test(start) ? { number: Number(start) } : undefined;
  if (!isDay(start)) return undefined;
  const zone = tz ?? hereZone();
  // Read downwards a day begins at its end.
  const at = sort.startsWith('-') ? justBefore(startOfDay(addDays(start, 1), zone)) : startOfDay(start, zone);
  return sort.endsWith('seen') ? { lastLoginAt: at } : { createdAt: at };
}
