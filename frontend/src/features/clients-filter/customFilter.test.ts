import { beforeEach, expect, test } from 'vitest';
import { filterCode, filterOfCode } from '@/features/clients/filterCode';
import { filterWords } from '@/features/clients/filterWords';
import { filterOfPart, treeOfFilter } from '@/features/clients-filter/treeFilter';
import { knownFields } from '@/features/custom-fields/known';
import type { ClientFilter, CustomFieldFilter, CustomFieldType } from '@/generated/graphql';
import { formatDate } from '@/lib/formats';

const field = (key: string, label: string, type: CustomFieldType) => ({
  id: key,
  key,
  label,
  type,
  required: false,
  options: ['Art', 'Books'],
  visibility: 'STAFF' as const,
  searchable: false,
  position: 1,
});

beforeEach(() => {
  knownFields.set([
    field('note', 'Note', 'TEXT'),
    field('rate', 'Rate', 'DECIMAL'),
    field('since', 'Since', 'DATE'),
    field('vip', 'VIP', 'BOOLEAN'),
    field('topics', 'Topics', 'MULTI_SELECT'),
  ]);
});

const SAID: [CustomFieldFilter, string][] = [
  [{ key: 'note', text: { contains: 'x' } }, 'Note contains “x”'],
  [{ key: 'note', text: { in: ['a', 'b'] } }, 'Note is “a” or “b”'],
  [{ key: 'note', isEmpty: true }, 'Note is empty'],
  [{ key: 'rate', number: { atLeast: '12.5' } }, 'Rate is at least 12.5'],
  [{ key: 'rate', number: { atLeast: '1', atMost: '2' } }, 'Rate is from 1 to 2'],
  [{ key: 'rate', number: { eq: '-3' } }, 'Rate is -3'],
  [{ key: 'since', date: { before: '2026-01-31T00:00:00.000Z' } }, `Since before ${formatDate('2026-01-31T12:00:00')}`],
  [{ key: 'since', date: { inLastDays: 7 } }, 'Since in the last 7 days'],
  [{ key: 'vip', boolean: false }, 'VIP is no'],
  [{ key: 'topics', options: ['Art', 'Books'] }, 'Topics is “Art” or “Books”'],
];

test.each(SAID)('%j is a row, words and a part of an address', (said, words) => {
  const filter: ClientFilter = { customField: [said] };

  const tree = treeOfFilter(filter, 'Asia/Tokyo');

  expect(tree?.parts.map((part) => filterOfPart(part, 'Asia/Tokyo'))).toEqual([filter]);
  expect(filterWords(filter)).toBe(words);
  expect(filterOfCode(filterCode(filter))).toEqual(filter);
});

test('the opposite of a row is a row, and several conditions are several', () => {
  const filter: ClientFilter = {
    not: { customField: [{ key: 'rate', number: { eq: '1' } }] },
    customField: [
      { key: 'vip', boolean: true },
      { key: 'topics', isEmpty: false },
    ],
  };

  const tree = treeOfFilter(filter, 'UTC');

  expect(tree?.parts).toMatchObject([
    { field: 'custom:rate', op: 'isNot', values: ['1'] },
    { field: 'custom:vip', op: 'yes' },
    { field: 'custom:topics', op: 'filled' },
  ]);
});

test('a field that is gone has no row, and is named by its key', () => {
  const filter: ClientFilter = { customField: [{ key: 'gone', boolean: true }] };

  expect(treeOfFilter(filter, 'UTC')).toBeNull();
  expect(filterWords(filter)).toBe('gone is yes');
});

test('an address with a condition that nobody understands is no filter', () => {
  expect(filterOfCode(filterCode({ customField: [{ key: 'rate', number: { eq: 'x' } }] }))).toBeNull();
});
