import { expect, test } from 'vitest';
import { counted, formatMoney, formatWhen } from '@/lib/formats';

const NOW = Date.parse('2026-09-15T12:00:00Z');

test.each([
  ['2026-09-15T11:59:40Z', 'just now'],
  ['2026-09-15T11:55:00Z', '5 minutes ago'],
  ['2026-09-15T09:00:00Z', '3 hours ago'],
])('under a day %s reads %s', (at, words) => {
  expect(formatWhen(at, NOW)).toBe(words);
});

test('beyond a day the date is written out', () => {
  expect(formatWhen('2026-09-13T12:00:00Z', NOW)).toMatch(/2026/);
});

test('money keeps every digit of a decimal string', () => {
  expect(formatMoney('9007199254740993.12', 'GBP')).toContain('9,007,199,254,740,993.12');
});

test('one is singular', () => {
  expect([counted(1, 'client'), counted(0, 'client'), counted(2, 'reply', 'replies')]).toEqual([
    '1 client',
    '0 clients',
    '2 replies',
  ]);
});
