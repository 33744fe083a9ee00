import { expect, test } from 'vitest';
import { clashesOf, rebased, toInput } from '@/features/client-facts/edited';

const BEFORE = {
  firstName: 'Ada',
  lastName: 'Byron',
  language: 'en',
  currency: 'GBP',
  externalId: 'A-1',
  tags: 'vip\nold',
};

test('only what was changed is sent', () => {
  const input = toInput('1', 3, BEFORE, { ...BEFORE, lastName: 'Lovelace ', externalId: '', tags: 'vip\nold' });

  expect(input).toEqual({ id: '1', version: 3, lastName: 'Lovelace', externalId: null });
});

test('both changing one field differently is a clash', () => {
  const clashes = clashesOf(
    BEFORE,
    { ...BEFORE, lastName: 'King', language: 'fr' },
    { ...BEFORE, lastName: 'Lovelace' },
  );

  expect(clashes).toEqual([{ key: 'lastName', theirs: 'King', mine: 'Lovelace' }]);
});

test('both changing one field alike is none', () => {
  const both = { ...BEFORE, lastName: 'Lovelace' };

  expect(clashesOf(BEFORE, both, both)).toEqual([]);
});

test('what only they changed is taken over', () => {
  const mine = rebased(BEFORE, { ...BEFORE, language: 'fr' }, { ...BEFORE, lastName: 'Lovelace' });

  expect(mine).toEqual({ ...BEFORE, language: 'fr', lastName: 'Lovelace' });
});
