import { expect, test } from 'vitest';
import { readThen } from '@/app/login';

test('after signing in one is where one wanted to be, dialog and all', () => {
  expect(readThen('?then=%2Fclients%2Flist%3Fstatus%3DUNVERIFIED%26add%3Dtrue')).toBe(
    '/clients/list?status=UNVERIFIED&add=true',
  );
});

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
  'a sign-in never leads away to %s',
  (then) => {
    expect(readThen(`?then=${encodeURIComponent(then)}`)).toBe('/clients');
  },
);
