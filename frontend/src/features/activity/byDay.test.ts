import { expect, test } from 'vitest';
import { byDay } from '@/features/activity/byDay';

const NOW = new Date('2026-11-22T12:00:00Z');

test('what happened is split by the days of whoever looks', () => {
  const items = [{ at: '2026-11-22T00:30:00Z' }, { at: '2026-11-21T23:30:00Z' }, { at: '2026-11-20T08:00:00Z' }];

  const inLondon = byDay(items, 'Europe/London', NOW);
  const inTokyo = byDay(items, 'Asia/Tokyo', NOW);

  expect(inLondon.map(({ day, items }) => [day, items.length])).toEqual([
    ['2026-11-22', 1],
    ['2026-11-21', 1],
    ['2026-11-20', 1],
  ]);
  expect(inLondon.slice(0, 2).map(({ heading }) => heading)).toEqual(['Today', 'Yesterday']);
  expect(inTokyo[0]).toMatchObject({ heading: 'Today', items: [{}, {}] });
});
