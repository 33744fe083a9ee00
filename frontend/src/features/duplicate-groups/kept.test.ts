import { expect, test } from 'vitest';
import { type Found, likelySurvivor } from '@/features/duplicate-groups/kept';

const member = (number: number, orderCount?: number) =>
  ({ reasons: [], client: { id: String(number), number, orderCount } }) as unknown as Found;

test('who ordered most is kept, among equals who came first', () => {
  expect(likelySurvivor([member(3, 1), member(2, 4), member(1, 4)])?.client.number).toBe(1);
  expect(likelySurvivor([member(3), member(2)])?.client.number).toBe(2);
});
