import { expect, test } from 'vitest';
import { startOf } from '@/features/clients-list/jump';

const tz = 'Europe/Berlin';

test('downwards a day begins at its end, upwards at its beginning', () => {
  expect(startOf({ start: '2026-03-29', tz })).toEqual({ createdAt: '2026-03-29T21:59:59.999999Z' });
  expect(startOf({ start: '2026-03-29', sort: 'seen', tz })).toEqual({ lastLoginAt: '2026-03-28T23:00:00.000Z' });
});

test('names and numbers begin at what was typed', () => {
  expect(startOf({ start: 'Kö', sort: '-name' })).toEqual({ name: 'Kö' });
  expect(startOf({ start: '001042', sort: 'number' })).toEqual({ number: 1042 });
});

test('what does not fit the order begins nowhere particular', () => {
  expect(startOf({ start: 'K' })).toBeUndefined();
  expect(startOf({ start: 'K', sort: 'number' })).toBeUndefined();
  expect(startOf({ sort: 'name' })).toBeUndefined();
});
