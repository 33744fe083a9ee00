import { expect, test } from 'vitest';
import { filterCode, filterOfCode } from '@/features/clients/filterCode';
import { filterWords } from '@/features/clients/filterWords';
import { filterOf, orderOf } from '@/features/clients/listFilter';
import { droppedFrom, readListSearch } from '@/features/clients/listSearch';
import { conditionsOf } from '@/features/clients/listSentence';
import { knownNames, parentsIn } from '@/features/clients/named';

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

test('all until a day means until its end', () => {
  expect(filterOf({ created: '..2026-03-29', tz: 'Europe/London' })).toEqual({
    createdAt: { before: '2026-03-29T23:00:00.000Z' },
  });
});

test('a filter travels in the address and comes back as it was', () => {
  const filter = { or: [{ tags: { eq: 'ünïcode ✓' } }, { not: { country: ['DE', ''] } }] };

  const code = filterCode(filter);

  expect(code).toMatch(/^[\w-]+$/);
  expect(filterOfCode(code)).toEqual(filter);
  expect(filterOf({ status: ['ACTIVE'], f: code })).toEqual({ status: ['ACTIVE'], and: [filter] });
});

test.each([
  ['no code', '%%%'],
  ['no JSON', btoa('ada')],
  ['an unknown member', btoa('{"colour":"red"}')],
  ['an unknown value', btoa('{"status":["ASLEEP"]}')],
  ['nothing', btoa('{}')],
])('a code that holds %s is dropped and named', (_, f) => {
  expect(readListSearch({ f })).toEqual({});
  expect(droppedFrom({ f })).toEqual(['f']);
});

test('a filter of any depth is said in words', () => {
  const words = filterWords({
    status: ['ACTIVE'],
    or: [{ country: ['DE'] }, { not: { tags: { contains: 'vip' }, verified: true } }],
  });

  expect(words).toBe('Status is Active and (Country is Germany or not (Tag contains “vip” and E-mail verified))');
});

test('a parent is said by name once it is known', () => {
  const filter = { and: [{ parentId: 'a-1' }, { not: { or: [{ parentId: 'b-2' }, { search: '"parentId":"c-3"' }] } }] };
  const first = conditionsOf({ f: filterCode({ parentId: 'a-1' }) });

  knownNames.set({ 'a-1': 'Ada Lovelace' });

  expect(first.map(({ words }) => words)).toEqual(['Parent is a given client']);
  expect(filterWords({ parentId: 'a-1' })).toBe('Parent is Ada Lovelace');
  expect(filterWords({ not: { parentId: 'a-1' } })).toBe('Parent is not Ada Lovelace');
  expect(parentsIn(filter)).toEqual(['a-1', 'b-2']);
});

test('each part of a coded filter can be taken away alone', () => {
  const [first, second] = [{ tags: { eq: 'a' } }, { not: { currency: ['EUR'] } }];

  const conditions = conditionsOf({ f: filterCode({ and: [first, second] }) });

  expect(conditions.map(({ words }) => words)).toEqual(['Tag is “a”', 'Currency is not Euro']);
  expect(conditions[0]?.without).toEqual({ f: filterCode({ and: [second] }) });
});
