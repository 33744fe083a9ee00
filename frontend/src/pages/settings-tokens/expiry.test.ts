import { expect, test } from 'vitest';
import { expiryOf, lastDay, localDay } from '@/pages/settings-tokens/expiry';

const NOW = Date.parse('2026-03-01T10:00:00Z');

test('a life of days ends so many days from now, and never after a year', () => {
  expect(expiryOf('7', '', NOW)).toBe('2026-03-08T09:59:00.000Z');
  expect(Date.parse(String(expiryOf('365', '', NOW)))).toBeLessThan(NOW + 365 * 86_400_000);
});

test('a chosen day counts to its end', () => {
  expect(expiryOf('date', '2026-04-01', NOW)).toBe('2026-04-01T23:59:59.000Z');
});

test('no day chosen is no time', () => {
  expect(expiryOf('date', '', NOW)).toBeNull();
});

test('days are written as date fields want them', () => {
  expect(localDay(NOW)).toBe('2026-03-01');
  expect(lastDay(NOW)).toBe('2027-02-28');
});
