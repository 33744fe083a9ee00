import { expect, test } from 'vitest';
import type { ListSearch } from '@/features/clients/listSearch';
import { inputOf, isChanged, isEmpty, searchOf } from '@/features/clients-views/viewSearch';
import type { SavedViewFragment } from '@/generated/graphql';

const ID = '01999999-9999-7999-8999-999999999999';

function kept(search: ListSearch, shown: string[] = []): SavedViewFragment {
  const input = inputOf(search, shown);
  return {
    id: ID,
    name: 'A view',
    ownerName: 'Ada',
    isOwn: true,
    isShared: false,
    isDefault: false,
    mayChange: true,
    gone: [],
    filter: JSON.parse(JSON.stringify(input.filter)),
    columns: input.columns,
    orderBy: {
      field: input.orderBy.field,
      direction: input.orderBy.direction ?? 'DESC',
      currency: input.orderBy.currency ?? null,
    },
  };
}

test.each<ListSearch>([
  {},
  { q: 'ada', sort: 'name' },
  { due: 'yes', sort: '-balance', in: 'GBP', cols: ['orders', 'value', 'balance'] },
  { status: ['ACTIVE', 'UNVERIFIED'], country: ['DE', 'none'], created: 'last30d', seen: 'never' },
  { tag: ['vip'], verified: 'no', login: 'on', parent: 'yes', children: 'no', cols: ['status', 'cf.size'] },
])('what is kept of %o opens as the same address', (search) => {
  const view = kept(search);

  expect(searchOf(view)).toEqual({ ...search, view: ID });
  expect(isChanged(view, searchOf(view))).toBe(false);
});

test('days and nested conditions survive, in whatever words', () => {
  const view = kept({ created: '2026-01-01..2026-01-31', f: btoa('{"or":[{"verified":true},{"hasParent":true}]}') });

  const opened = searchOf(view);
  expect(isChanged(view, opened)).toBe(false);
  expect(inputOf(opened, []).filter).toEqual(kept(opened).filter);
});

test('another place in the list is no change; another filter, order or column is', () => {
  const view = kept({ status: ['ACTIVE'] }, ['status']);
  const opened = searchOf(view);

  expect(isChanged(view, { ...opened, at: 'end', start: 'm' })).toBe(false);
  expect(isChanged(view, { ...opened, verified: 'yes' })).toBe(true);
  expect(isChanged(view, { ...opened, sort: 'name' })).toBe(true);
  expect(isChanged(view, { ...opened, cols: ['email'] })).toBe(true);
});

test('an address that asks for nothing is empty', () => {
  expect([isEmpty({}), isEmpty({ view: 'all' }), isEmpty({ q: 'a' })]).toEqual([true, false, false]);
});
