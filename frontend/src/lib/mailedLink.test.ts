import { expect, test } from 'vitest';
import { readToken, takeToken } from '@/lib/mailedLink';

test('the secret stands after the hash', () => {
  expect(readToken('#token=a-b_c')).toBe('a-b_c');
  expect(readToken('#token=')).toBeNull();
  expect(readToken('')).toBeNull();
});

test('once read it is gone from the address', () => {
  window.history.replaceState(null, '', '/reset#token=secret');

  expect(takeToken()).toBe('secret');

  expect(window.location.href).not.toContain('secret');
});
