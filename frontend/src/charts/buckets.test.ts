import { expect, test } from 'vitest';
import { bucketsOf, lastInto, sumInto } from '@/charts/buckets';

test('a month is drawn by the day and today is unfinished', () => {
  const buckets = bucketsOf('2026-09-01', '2026-09-30', '2026-09-30');

  expect(buckets).toHaveLength(30);
  expect(buckets[0]).toEqual({ from: '2026-09-01', to: '2026-09-01', isUnfinished: false });
  expect(buckets[29]?.isUnfinished).toBe(true);
});

test('a year is drawn by the week and only the first week may be short', () => {
  const buckets = bucketsOf('2026-01-01', '2026-12-31', '2027-02-01');

  expect(buckets).toHaveLength(53);
  expect(buckets[0]).toEqual({ from: '2026-01-01', to: '2026-01-01', isUnfinished: false });
  expect(buckets[52]).toEqual({ from: '2026-12-25', to: '2026-12-31', isUnfinished: false });
});

test('several years are drawn by calendar months', () => {
  const buckets = bucketsOf('2020-01-15', '2026-01-14', '2026-01-14');

  expect(buckets[0]).toEqual({ from: '2020-01-15', to: '2020-01-31', isUnfinished: false });
  expect(buckets[1]).toEqual({ from: '2020-02-01', to: '2020-02-29', isUnfinished: false });
  expect(buckets.at(-1)).toEqual({ from: '2026-01-01', to: '2026-01-14', isUnfinished: true });
});

test('days that nobody mentions count nothing', () => {
  const buckets = bucketsOf('2026-09-01', '2026-09-03', '2026-10-01');

  const sums = sumInto(buckets, [
    { date: '2026-09-02', count: 4 },
    { date: '2026-09-02', count: 1 },
    { date: '2025-01-01', count: 9 },
  ]);

  expect(sums).toEqual([0, 5, 0]);
});

test('a total stands until it changes', () => {
  const buckets = bucketsOf('2026-09-01', '2026-09-04', '2026-10-01');

  const totals = lastInto(buckets, [
    { date: '2026-09-03', count: 12 },
    { date: '2026-09-01', count: 10 },
  ]);

  expect(totals).toEqual([10, 10, 12, 12]);
});
