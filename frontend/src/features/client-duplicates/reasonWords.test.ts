import { expect, test } from 'vitest';
import { reasonWords } from '@/features/client-duplicates/reasonWords';

test('each reason is told once, however many addresses share it', () => {
  expect(reasonWords([{ rule: 'EMAIL' }, { rule: 'EMAIL' }, { rule: 'PHONE' }])).toBe('same email and same phone');
});
