import { expect, test } from 'vitest';
import { linkWords } from '@/features/session/linkWords';

const CODES = ['USED', 'EXPIRED', 'SUPERSEDED', 'UNKNOWN'];

test.each(['invitation', 'reset'] as const)('each refusal of an %s link says something of its own', (kind) => {
  const titles = [...CODES, null].map((code) => linkWords(kind, code).title);

  expect(new Set(titles).size).toBe(5);
});

test('a code that is not known yet is a link that does not work', () => {
  expect(linkWords('reset', 'SOMETHING_NEW')).toEqual(linkWords('reset', 'UNKNOWN'));
});
