import { expect, test } from 'vitest';
import { ALL, between, isSelected, NONE, sizeOf, withRows } from '@/features/clients-list/selection';

test('rows are selected and let go', () => {
  const some = withRows(withRows(NONE, ['a', 'b'], true), ['a'], false);

  expect([isSelected(some, 'a'), isSelected(some, 'b'), sizeOf(some, undefined)]).toEqual([false, true, 1]);
});

test('all that match are the filter but some exceptions', () => {
  const most = withRows(ALL, ['a', 'b'], false);

  expect([isSelected(most, 'a'), isSelected(most, 'z'), sizeOf(most, 10), sizeOf(most, undefined)]).toEqual([
    false,
    true,
    8,
    undefined,
  ]);
  expect(sizeOf(withRows(most, ['a'], true), 10)).toBe(9);
});

test('a range goes either way, and is one row where it has no beginning', () => {
  expect(between(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(between(['a', 'b'], 'gone', 'b')).toEqual(['b']);
  expect(between(['a', 'b'], undefined, 'a')).toEqual(['a']);
});
