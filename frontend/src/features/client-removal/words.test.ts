import { expect, test } from 'vitest';
import { blockerWords, isTyped, kindWords } from '@/features/client-removal/words';

test('blockers are told in words, each with how many', () => {
  expect(blockerWords('OPEN_ORDERS', 1)).toBe('1 unpaid order');
  expect(blockerWords('CHILDREN', 2)).toBe('2 child accounts');
  expect(kindWords('notes')).toBe('Notes');
});

test('a name counts as typed whatever its case, and only as a whole', () => {
  expect(isTyped(' ada lovelace ', 'Ada Lovelace')).toBe(true);
  expect(isTyped('Ada', 'Ada Lovelace')).toBe(false);
});
