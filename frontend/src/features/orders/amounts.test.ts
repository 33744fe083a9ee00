import { expect, test } from 'vitest';
import { isZero, readAmount } from '@/features/orders/amounts';
import { intervalWords } from '@/features/orders/words';

test('an amount may be typed with a point or with a decimal comma', () => {
  expect(readAmount(' 20 ')).toBe('20');
  expect(readAmount('1 200.50')).toBe('1200.50');
  expect(readAmount('12,5')).toBe('12.5');
});

test('what could be meant in two ways, or is no amount, is none', () => {
  expect(['1,200', '1,200.50', '-3', 'ten', '', '1e3'].map(readAmount)).toEqual(Array(6).fill(null));
});

test('zero is zero with any number of decimals', () => {
  expect(['0', '0.00', '0.000'].every(isZero)).toBe(true);
  expect(isZero('0.01')).toBe(false);
});

test('an interval reads as people say it', () => {
  expect([null, 1, 3, 12, 24].map(intervalWords)).toEqual([
    'once',
    'every month',
    'every 3 months',
    'every year',
    'every 2 years',
  ]);
});
