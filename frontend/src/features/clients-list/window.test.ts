import { expect, test } from 'vitest';
import { placeOf, shiftOf } from '@/features/clients-list/window';

test('rows that come in before the first one push it down', () => {
  expect(shiftOf(['c', 'd'], ['a', 'b', 'c', 'd'])).toBe(2);
});

test('rows that leave before the first one pull it up', () => {
  expect(shiftOf(['a', 'b', 'c', 'd'], ['c', 'd', 'e'])).toBe(-2);
});

test('rows that come in after it, or another list altogether, leave it where it is', () => {
  expect(shiftOf(['a'], ['a', 'b'])).toBe(0);
  expect(shiftOf(['a'], ['x', 'y'])).toBe(0);
  expect(shiftOf([], ['x'])).toBe(0);
});

test('the place of a row is the end of the page before its own', () => {
  const pages = [
    { count: 100, startCursor: 's0', endCursor: 'e0', hasPreviousPage: false },
    { count: 100, startCursor: 's1', endCursor: 'e1', hasPreviousPage: true },
  ];

  expect([0, 99, 100, 199, 200].map((row) => placeOf(row, pages))).toEqual([
    undefined,
    undefined,
    'e0',
    'e0',
    undefined,
  ]);
});

test('a list begun in its middle remembers where', () => {
  expect(placeOf(3, [{ count: 10, startCursor: 's', endCursor: 'e', hasPreviousPage: true }])).toBe('s');
});
