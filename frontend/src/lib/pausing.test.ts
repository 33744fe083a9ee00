import { afterEach, expect, test, vi } from 'vitest';
import { pauseOf } from '@/lib/pausing';

afterEach(() => vi.restoreAllMocks());

test('work is asked after often at first, then each second, and seldom where nobody looks', () => {
  expect([pauseOf(undefined, 5000), pauseOf(4500, 5000), pauseOf(4000, 5000)]).toEqual([250, 250, 1000]);
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  expect(pauseOf(4500, 5000)).toBe(5000);
});
