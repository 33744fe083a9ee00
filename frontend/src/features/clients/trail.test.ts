import { expect, test } from 'vitest';
import { leaveTrail, neighboursOf, readTrail } from '@/features/clients/trail';

const TRAIL = { search: { status: ['ACTIVE' as const] }, ids: ['a', 'b', 'c'], opened: 'b' };

test('a trail leads back and to both neighbours', () => {
  leaveTrail(TRAIL);

  expect(readTrail()).toEqual(TRAIL);
  expect(neighboursOf(TRAIL, 'b')).toEqual({ before: 'a', after: 'c' });
});

test('whoever came from elsewhere has no neighbours', () => {
  expect(neighboursOf(TRAIL, 'x')).toEqual({ before: undefined, after: undefined });
  expect(neighboursOf(null, 'a')).toEqual({ before: undefined, after: undefined });
});
