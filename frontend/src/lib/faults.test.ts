import { expect, test } from 'vitest';
import { faultsOf, forgiven } from '@/lib/faults';

test('every fault stands beside its field, places in lists at the list', () => {
  const faults = faultsOf([
    { path: ['address', 'line1'], message: 'Too long.' },
    { path: ['tags', '0'], message: 'Too long.' },
    { path: ['tags', '2'], message: 'Empty.' },
  ]);

  expect([...faults]).toEqual([
    ['address.line1', 'Too long.'],
    ['tags', 'Too long. Empty.'],
  ]);
});

test('a field is forgiven when it changes', () => {
  const faults = faultsOf([{ path: ['email'], message: 'Taken.' }]);

  expect(forgiven(faults, 'email').size).toBe(0);
  expect(forgiven(faults, 'phone')).toBe(faults);
});
