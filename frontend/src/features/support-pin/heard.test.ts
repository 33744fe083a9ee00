import { expect, test } from 'vitest';
import { keepHeard, pinIn, takeHeard } from '@/features/support-pin/heard';
import { formatPin } from '@/lib/formats';

test('six digits look like a PIN, however they are spaced; nothing else does', () => {
  expect(['123456', ' 123 456', '1 2 3 4 5 6'].map(pinIn)).toEqual(['123456', '123456', '123456']);
  expect(['12345', '1234567', '#123456', 'ada', ''].map(pinIn)).toEqual(Array(5).fill(undefined));
});

test('what was heard is told once', () => {
  keepHeard('123456');

  expect([takeHeard(), takeHeard()]).toEqual(['123456', '']);
});

test('a PIN is read in two groups', () => {
  expect(formatPin('000042')).toBe('000 042');
});
