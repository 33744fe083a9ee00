import { expect, test } from 'vitest';
import { leaveTrail, neighboursOf, placeIn, readTrail } from '@/features/clients/trail';

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

test('the place in the list is told where the list was counted', () => {
  expect(placeIn({ ...TRAIL, first: 11, total: 80 }, 'b')).toEqual({ place: 12, total: 80 });
  expect(placeIn(TRAIL, 'b')).toBeUndefined();
  expect(placeIn({ ...TRAIL, first: 11, total: 80 }, 'x')).toBeUndefined();
});
