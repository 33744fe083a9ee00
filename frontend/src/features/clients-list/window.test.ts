import { expect, test } from 'vitest';
import { firstPlaceOf, placeOf, scrollFor, shiftOf, spanOf, within } from '@/features/clients-list/window';

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

test('some rows more than those in sight are drawn, as far as they exist', () => {
  const span = spanOf(4400, 440, 44);

  expect(span).toEqual({ first: 92, end: 119 });
  expect(within(span, 100)).toEqual({ first: 92, end: 100 });
  expect(within(spanOf(0, 440, 44), 5)).toEqual({ first: 0, end: 5 });
  expect(within(span, 10)).toEqual({ first: 10, end: 10 });
});

test('one scrolls no further than a row needs', () => {
  expect(scrollFor(5, 0, 440, 44, 40)).toBe(0);
  expect(scrollFor(20, 0, 440, 44, 40)).toBe(524);
  expect(scrollFor(2, 440, 440, 44, 40)).toBe(88);
});

test('places are counted from either end, and from nowhere else', () => {
  const page = (hasPreviousPage: boolean, hasNextPage: boolean) => [{ count: 5, hasPreviousPage, hasNextPage }];

  expect(firstPlaceOf(5, page(false, true), undefined)).toBe(1);
  expect(firstPlaceOf(5, page(true, false), 80)).toBe(76);
  expect(firstPlaceOf(5, page(true, false), undefined)).toBeUndefined();
  expect(firstPlaceOf(5, page(true, true), 80)).toBeUndefined();
});
