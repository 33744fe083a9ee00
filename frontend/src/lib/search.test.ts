import { expect, test } from 'vitest';
import { flagOf, oneOf, parseSearch, someOf, stringifySearch, textOf } from '@/lib/search';

test('lists stand in the address as people would write them', () => {
  expect(stringifySearch({ status: ['UNVERIFIED', 'LOGIN_DISABLED'], add: true })).toBe(
    '?status=UNVERIFIED,LOGIN_DISABLED&add=true',
  );
});

test('what is absent, empty or off leaves the address', () => {
  expect(stringifySearch({ q: '', status: [], add: undefined, flag: false })).toBe('');
});

test.each(['a,b & c=d', 'Änne 100%', 'x+y', '#42', '李小龍', 'ada@example.org'])(
  'a search for %s survives the address',
  (q) => {
    expect(parseSearch(stringifySearch({ q }))).toEqual({ q });
  },
);

test('a comma in a search text never becomes a list', () => {
  expect(textOf(parseSearch('?q=King,+Ada').q)).toBe('King, Ada');
});

test('only known values are read, once each, in the order in which they are defined', () => {
  expect(someOf('B,x,A,B', ['A', 'B', 'C'])).toEqual(['A', 'B']);
  expect(someOf('x', ['A'])).toBeUndefined();
  expect(oneOf('x', ['A'])).toBeUndefined();
});

test('a flag is on only when it says so', () => {
  expect([flagOf('true'), flagOf(true), flagOf('1'), flagOf(undefined)]).toEqual([true, true, undefined, undefined]);
});
