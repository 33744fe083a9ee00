import { expect, test } from 'vitest';
import { filterOf, orderOf } from '@/features/clients/listFilter';
import { droppedFrom, readListSearch } from '@/features/clients/listSearch';
import { conditionsOf } from '@/features/clients/listSentence';

test('the address reads as a person would write it', () => {
  const search = readListSearch({ q: 'ada, king', status: 'UNVERIFIED,LOGIN_DISABLED', country: 'DE', sort: 'name' });

  expect(search).toEqual({ q: 'ada, king', status: ['UNVERIFIED', 'LOGIN_DISABLED'], country: ['DE'], sort: 'name' });
});

test('what is not understood is dropped and named', () => {
  const raw = {
    status: 'ACTIVE,ASLEEP',
    colour: 'red',
    created: '2026-02-30..2026-03-01',
    sort: 'name',
    add: 'true',
    tz: 'Mars/Base',
  };

  expect(readListSearch(raw)).toEqual({ status: ['ACTIVE'], sort: 'name' });
  expect(droppedFrom(raw)).toEqual(['status', 'colour', 'created', 'tz']);
});

test('an empty address means everything, newest first', () => {
  expect(filterOf({})).toBeNull();
  expect(orderOf({})).toEqual({ field: 'CREATED_AT', direction: 'DESC' });
});

test('days are whole days of the zone', () => {
  const filter = filterOf({ created: '2026-03-28..2026-03-29', tz: 'Europe/London' });

  expect(filter).toEqual({ createdAt: { after: '2026-03-27T23:59:59.999999Z', before: '2026-03-29T23:00:00.000Z' } });
});

test('a relative span stays relative', () => {
  expect(filterOf({ created: 'last7d' })).toEqual({ createdAt: { inLastDays: 7 } });
});

test('who never logged in has no last login', () => {
  expect(filterOf({ seen: 'never' })).toEqual({ lastLoginAt: { isEmpty: true } });
});

test('the filter speaks in sentences', () => {
  const words = conditionsOf({ q: 'ada', status: ['UNVERIFIED', 'LOGIN_DISABLED'], created: 'last30d' }).map(
    (each) => each.words,
  );

  expect(words).toEqual(['Status is Unverified or Login disabled', 'Created in the last 30 days']);
});
