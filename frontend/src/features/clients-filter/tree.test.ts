import { expect, test } from 'vitest';
import { filterOfCode } from '@/features/clients/filterCode';
import { filterOf } from '@/features/clients/listFilter';
import { FIELDS, OPERATORS } from '@/features/clients-filter/fields';
import { listOfFilter, listOfTree, treeOfList } from '@/features/clients-filter/listTree';
import { condition, depthOf, type Group, group, missingInTree, newCondition } from '@/features/clients-filter/tree';
import { filterOfPart, treeOfFilter } from '@/features/clients-filter/treeFilter';

const ZONE = 'Europe/Berlin';
const VALUES: Record<string, string[]> = {
  text: ['ada'],
  texts: ['ada', 'king'],
  codes: ['ACTIVE'],
  days: ['7'],
  day: ['2026-03-29'],
  span: ['2026-03-28', '2026-03-29'],
  number: ['3'],
  range: ['1', '3'],
  money: ['20.00', 'GBP'],
  moneys: ['1', '20.00', 'GBP'],
  client: ['0198c3f0-0000-7000-8000-000000000001'],
  nothing: [],
};

const withoutIds = (tree: Group | null) => JSON.parse(JSON.stringify(tree, (key, value) => (key === 'id' ? 0 : value)));

const everyCondition = FIELDS.flatMap(({ key, kind }) =>
  OPERATORS[kind].map(({ op, asks }) => [key, op, VALUES[asks] ?? []] as const),
);

test.each(everyCondition)('%s %s becomes a filter and the same row again', (field, op, values) => {
  const tree = group('all', [condition(field, op, [...values])]);

  expect(withoutIds(treeOfFilter(filterOfPart(tree, ZONE), ZONE))).toEqual(withoutIds(tree));
});

test.each(everyCondition.filter(([field]) => field !== 'origin'))(
  '%s %s passes through the address',
  (field, op, values) => {
    const tree = group('all', [condition(field, op, [...values])]);

    const search = listOfTree(tree, ZONE);

    expect(withoutIds(treeOfList({ ...search, tz: ZONE }))).toEqual(withoutIds(tree));
  },
);

test('what has a key of its own stands in the address as people write it', () => {
  const tree = group('all', [
    condition('status', 'anyOf', ['ACTIVE', 'GUEST']),
    condition('createdAt', 'last', ['30']),
    condition('hasParent', 'no'),
    condition('status', 'anyOf', ['GUEST']),
  ]);

  const { f = '', ...keyed } = listOfTree(tree, undefined);

  expect(keyed).toEqual({ status: ['ACTIVE', 'GUEST'], created: 'last30d', parent: 'no' });
  expect(filterOfCode(f)).toEqual({ status: ['GUEST'] });
});

test('groups and their opposites survive the way through the address', () => {
  const inner = group('any', [condition('tags', 'is', ['vip']), condition('email', 'contains', ['@example'])], true);
  const tree = group('all', [condition('country', 'noneOf', ['DE', 'none']), inner]);

  const search = listOfTree(tree, undefined);

  expect(filterOf(search)).toEqual({
    and: [
      {
        and: [
          { not: { country: ['DE', ''] } },
          { not: { or: [{ tags: { eq: 'vip' } }, { email: { contains: '@example' } }] } },
        ],
      },
    ],
  });
  expect(withoutIds(treeOfList(search))).toEqual(withoutIds(tree));
});

test('a group of which one is enough can be the whole', () => {
  const tree = group('any', [condition('status', 'anyOf', ['GUEST']), condition('verified', 'no')]);

  expect(withoutIds(treeOfList(listOfTree(tree, undefined)))).toEqual(withoutIds(tree));
});

test('what no row can say is left to the text', () => {
  expect(treeOfFilter({ ids: ['a'] }, ZONE)).toBeNull();
  expect(treeOfFilter({ email: { startsWith: 'a', contains: 'b' } }, ZONE)).toBeNull();
  expect(treeOfFilter({ createdAt: { after: '2026-03-29T11:11:11Z' } }, ZONE)).toBeNull();
  expect(filterOfCode(listOfFilter({ ids: ['a'] }, undefined).f ?? '')).toEqual({ ids: ['a'] });
});

test('groups within groups are counted', () => {
  const deep = treeOfFilter(
    { or: [{ verified: true }, { or: [{ verified: true }, { not: { or: [{}, {}] } }] }] },
    ZONE,
  );

  expect(depthOf(group('all', [newCondition()]))).toBe(1);
  expect(deep && depthOf(deep)).toBe(5);
});

test('rows that say nothing yet are named', () => {
  const [empty, bad] = [newCondition('tags'), condition('createdAt', 'span', ['2026-03-02', '2026-03-01'])];
  const hollow = group('any', []);

  const missing = missingInTree(group('all', [empty, bad, hollow, newCondition('verified')]));

  expect([...missing.keys()]).toEqual([empty.id, bad.id, hollow.id]);
  expect(missing.get(bad.id)).toBe('The first day lies after the last.');
});
