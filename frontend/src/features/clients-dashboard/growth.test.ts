import { expect, test } from 'vitest';
import { growthOf } from '@/features/clients-dashboard/growth';

const POINTS = [
  { date: '2026-11-01', origin: 'STAFF' as const, count: 2 },
  { date: '2026-11-02', origin: 'IMPORT' as const, count: 5 },
];
const ANSWER = {
  now: {
    newClients: POINTS,
    total: [
      { date: '2026-11-01', count: 10 },
      { date: '2026-11-02', count: 15 },
    ],
  },
  before: {
    newClients: [
      { date: '2026-10-30', count: 1 },
      { date: '2026-10-31', count: 3 },
    ],
  },
};

test('new clients are laid out by origin, in days', () => {
  const growth = growthOf(ANSWER, '2026-11-02');

  expect(growth.buckets.map(({ from, isUnfinished }) => [from, isUnfinished])).toEqual([
    ['2026-11-01', false],
    ['2026-11-02', true],
  ]);
  expect(growth.byOrigin.find(({ key }) => key === 'IMPORT')?.values).toEqual([0, 5]);
  expect(growth.before).toEqual([1, 3]);
  expect(growth.beforeBuckets.map((bucket) => bucket?.from)).toEqual(['2026-10-30', '2026-10-31']);
  expect(growth.total.values).toEqual([10, 15]);
});

test('a store without a past has nothing to draw and does not break', () => {
  const growth = growthOf({ now: { newClients: [], total: [] }, before: { newClients: [] } }, '2026-11-02');

  expect(growth.buckets).toEqual([]);
});
