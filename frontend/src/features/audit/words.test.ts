import { expect, test } from 'vitest';
import { auditWords } from '@/features/audit/words';

test('an act is told in words, and one that has none is at least readable', () => {
  expect(auditWords('staff.signed_in')).toBe('Signed in');
  expect(auditWords('staff.two_step_set_up')).toBe('Staff two step set up');
});
