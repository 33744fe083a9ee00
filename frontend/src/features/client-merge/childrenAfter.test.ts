import { expect, test } from 'vitest';
import { type Branch, childrenAfter } from '@/features/client-merge/childrenAfter';

const family = (...links: [id: string, parentId: string | null][]) => ({
  total: links.length,
  members: links.map(([id, parentId]) => ({ parentId, client: { id, displayName: id, number: 1 } })),
});

const drawn = (branches: readonly Branch[]): string =>
  branches.map(({ client, beneath }) => (beneath.length ? `${client.id}(${drawn(beneath)})` : client.id)).join(' ');

test('the children of all stand under the survivor, each with those under it', () => {
  const mine = family(['a', null], ['b', 'a'], ['c', 'b']);
  const yours = family(['top', null], ['x', 'top'], ['y', 'x'], ['other', 'top']);

  expect(drawn(childrenAfter([mine, yours], new Set(['a', 'x'])))).toBe('b(c) y');
});

test('clients of one line that become one leave those between them underneath, once', () => {
  const line = family(['a', null], ['b', 'a'], ['c', 'b'], ['d', 'c']);

  expect(drawn(childrenAfter([line, line], new Set(['a', 'c'])))).toBe('b d');
});

test('nobody stands under clients without children', () => {
  expect(childrenAfter([family(['a', null]), family(['b', null])], new Set(['a', 'b']))).toEqual([]);
});
