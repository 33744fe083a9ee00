import { expect, test } from 'vitest';
import { refusedBy } from '@/features/add-client/faults';

const fault = (path: string[], message: string) => ({ path, code: 'INVALID', message });

test('every fault finds its field by the path, list positions left out', () => {
  const refused = refusedBy({
    __typename: 'InvalidInput',
    code: 'INVALID_INPUT',
    message: 'Some of what was given needs to be corrected.',
    fields: [fault(['address', 'country'], 'Unknown country.'), fault(['tags', '2'], 'Too long.')],
  });

  expect([...refused.faults]).toEqual([
    ['address.country', 'Unknown country.'],
    ['tags', 'Too long.'],
  ]);
});

test('a taken address is a fault of the e-mail field', () => {
  const refused = refusedBy({ __typename: 'EmailTaken', code: 'EMAIL_TAKEN', message: 'Already a login.' });

  expect([...refused.faults]).toEqual([['email', 'Already a login.']]);
});
