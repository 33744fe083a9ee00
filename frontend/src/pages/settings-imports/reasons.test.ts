import { expect, test } from 'vitest';
import { reasonWords } from '@/pages/settings-imports/reasons';

test('a reason names the heading, what is wrong in one sentence, and how many rows it is', () => {
  const reason = { at: 'E-mail', code: 'MALFORMED', message: 'This is no address. It looks like a@b.c.', rows: 1200 };

  expect(reasonWords(reason)).toBe('E-mail: This is no address. (1,200)');
});

test('what names one line is said for all of them, and the row itself has no heading', () => {
  const reason = { at: '', code: 'DUPLICATE_IN_FILE', message: 'Line 5 has this already.', rows: 2 };

  expect(reasonWords(reason)).toBe('Another line means the same client. (2)');
});
