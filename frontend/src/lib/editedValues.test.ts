import { expect, test } from 'vitest';
import { changeOf, rebased } from '@/lib/editedValues';

const FIELDS = [
  { key: 'size', type: 'SELECT', label: 'Size' },
  { key: 'seats', type: 'INTEGER', label: 'Seats' },
  { key: 'topics', type: 'MULTI_SELECT', label: 'Topics' },
] as const;
const BEFORE = { size: 'S', seats: '3', topics: ['Art'] };

test('only what was changed is sent, and null for what was emptied', () => {
  expect(changeOf(BEFORE, { ...BEFORE, size: '', seats: '4' }, FIELDS)).toEqual({ size: null, seats: 4 });
});

test('what only they changed is taken over, and both changing one field differently is a clash', () => {
  const theirs = { size: 'L', seats: '5', topics: ['Art'] };
  const mine = { size: 'S', seats: '4', topics: ['Art', 'Books'] };

  const { typed, clashes } = rebased(BEFORE, theirs, mine, FIELDS);

  expect(typed).toEqual({ size: 'L', seats: '4', topics: ['Art', 'Books'] });
  expect(clashes).toEqual([{ key: 'seats', label: 'Seats', theirs: '5' }]);
});
