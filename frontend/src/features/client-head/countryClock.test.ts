import { expect, test } from 'vitest';
import { countryClock } from '@/features/client-head/countryClock';

const NOON = new Date('2026-06-15T12:00:00Z');

test('a country whose clocks agree has a time', () => {
  expect(countryClock('DE', NOON)).toMatch(/^(14:00|0?2:00\sPM)$/i);
});

test('a country whose clocks differ has none, nor has what is no country', () => {
  expect(countryClock('US', NOON)).toBeUndefined();
  expect(countryClock('?', NOON)).toBeUndefined();
});
