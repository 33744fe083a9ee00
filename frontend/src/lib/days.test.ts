import { expect, test } from 'vitest';
import { addDays, dayIn, daysBetween, isDay, nextMonth, startOfDay } from './days';

test('a day with a change of clocks is still one day', () => {
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
  expect(daysBetween('2026-03-28', '2026-03-31')).toBe(3);
});

test('only days that exist are days', () => {
  expect(['2026-02-28', '2026-02-30', '2026-2-3', 'today'].map(isDay)).toEqual([true, false, false, false]);
});

test('the month after December is January', () => {
  expect(nextMonth('2026-12-15')).toBe('2027-01-01');
});

test('today depends on where one stands', () => {
  const at = new Date('2026-06-01T23:30:00Z');

  expect(dayIn('UTC', at)).toBe('2026-06-01');
  expect(dayIn('Asia/Tokyo', at)).toBe('2026-06-02');
});

test.each([
  ['2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z'],
  ['2026-03-30', 'Europe/London', '2026-03-29T23:00:00.000Z'],
  ['2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z'],
  ['2026-10-26', 'Europe/London', '2026-10-26T00:00:00.000Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['2026-06-01', 'Asia/Kolkata', '2026-05-31T18:30:00.000Z'],
])('%s begins in %s at %s', (day, zone, instant) => {
  expect(startOfDay(day, zone)).toBe(instant);
});

test('where midnight is skipped the day begins at the first instant after it', () => {
  expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
});
