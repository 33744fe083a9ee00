import { expect, test } from 'vitest';
import { periodBefore, periodOf } from '@/features/clients-dashboard/period';

const NOW = new Date('2026-11-22T23:30:00Z');

test('without a word the last 30 days until today are meant', () => {
  expect(periodOf({ tz: 'UTC' }, NOW)).toEqual({
    range: '30d',
    from: '2026-10-24',
    to: '2026-11-22',
    tz: 'UTC',
    days: 30,
  });
});

test('today is today where one lives', () => {
  expect(periodOf({ range: '7d', tz: 'Asia/Tokyo' }, NOW)).toMatchObject({ from: '2026-11-17', to: '2026-11-23' });
});

test('the equal period before ends on the eve', () => {
  const period = periodOf({ from: '2026-03-01', to: '2026-03-31', tz: 'UTC' }, NOW);

  expect(period).toMatchObject({ range: 'custom', days: 31 });
  expect(periodBefore(period)).toEqual({ from: '2026-01-29', to: '2026-02-28' });
});

test('a custom period without both days falls back to the usual one, still custom', () => {
  expect(periodOf({ range: 'custom', from: '2026-13-01', tz: 'UTC' }, NOW)).toMatchObject({
    range: 'custom',
    days: 30,
  });
});

test('a zone that does not exist does not break the page', () => {
  expect(periodOf({ tz: 'Mars/Base' }, NOW)).toMatchObject({ to: '2026-11-22', tz: 'Mars/Base' });
});
