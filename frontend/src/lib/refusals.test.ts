import { expect, test } from 'vitest';
import { refusalOf } from '@/lib/refusals';

test('faults go to their fields, and the sentence says that nothing was done', () => {
  const fields = [{ path: ['scopes', '0'], code: 'UNKNOWN_SCOPE', message: 'There is no such permission.' }];

  const { sentence, faults } = refusalOf({ message: 'Invalid.', fields });

  expect(sentence).toContain('Nothing was saved');
  expect([...faults]).toEqual([['scopes', 'There is no such permission.']]);
});

test('a throttle names the time', () => {
  expect(refusalOf({ message: 'Slow down.', retryAt: '2026-09-15T12:34:00Z' }).sentence).toMatch(/Try again at 12:34/);
});

test('any other refusal speaks for itself', () => {
  expect(refusalOf({ message: 'The last administrator stays.' }).sentence).toBe('The last administrator stays.');
});
