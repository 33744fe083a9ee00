import { expect, test } from 'vitest';
import { together } from '@/features/client-merge/together';

const sum = (amount: string, currency: string) => ({ amount, currency });

test('what both have paid is added within a currency and never across', () => {
  const paid = [sum('14.00', 'EUR'), sum('58.00', 'GBP'), sum('14.00', 'EUR'), sum('58.10', 'GBP'), sum('300', 'JPY')];

  expect(together(paid)).toEqual([sum('28.00', 'EUR'), sum('116.10', 'GBP'), sum('300', 'JPY')]);
});

test('amounts below nothing, beyond what a number holds, and of other places are exact', () => {
  expect(together([sum('0.05', 'EUR'), sum('-0.10', 'EUR')])).toEqual([sum('-0.05', 'EUR')]);
  expect(together([sum('90071992547409.93', 'EUR'), sum('0.001', 'EUR')])).toEqual([sum('90071992547409.931', 'EUR')]);
});
