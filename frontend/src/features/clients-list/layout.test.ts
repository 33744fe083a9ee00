import { expect, test } from 'vitest';
import { arrangeable, columnsFor, fitting, leastWidth, moved, readLayout } from '@/features/clients-list/layout';

const keys = (columns: { key: string }[]) => columns.map(({ key }) => key);
const FIRST = readLayout(null);

test('who has arranged nothing sees what everybody sees at first', () => {
  expect(keys(columnsFor(FIRST, undefined, false))).toEqual([
    'name',
    'email',
    'status',
    'country',
    'number',
    'seen',
    'created',
  ]);
});

test('what is remembered counts as far as it still makes sense', () => {
  const text = JSON.stringify({
    shown: ['tags', 'gone', 'email', 'tags'],
    widths: { tags: 5, gone: 90 },
    isCompact: true,
  });

  expect(readLayout(text)).toEqual({ shown: ['tags', 'email'], widths: { tags: 64 }, isCompact: true });
  expect(readLayout('{')).toEqual(FIRST);
});

test('the address may name other columns for once', () => {
  expect(keys(columnsFor(FIRST, ['created', 'name', 'gone'], false))).toEqual(['name', 'created']);
});

test('a narrow screen keeps name and status', () => {
  expect(keys(columnsFor(FIRST, undefined, true))).toEqual(['name', 'status']);
});

test('a column moves to another’s place', () => {
  expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
});

test('those shown stand first where one arranges them', () => {
  expect(keys(arrangeable({ ...FIRST, shown: ['tags', 'email'] })).slice(0, 3)).toEqual(['tags', 'email', 'status']);
});

test('widths stay within reason, and the name keeps some room', () => {
  expect([fitting(3), fitting(99.6), fitting(9999)]).toEqual([64, 100, 640]);
  expect(leastWidth(columnsFor({ ...FIRST, shown: ['number'] }, undefined, false), FIRST)).toBe(316);
});
