import { expect, test } from 'vitest';
import { wayBack } from '@/store/wayBack';

test('after signing in one is back at the page of the store that one came for', () => {
  expect(wayBack('?then=%2Fstore%2Ftickets%2F0191-ab')).toBe('/store/tickets/0191-ab');
});

test.each([
  '',
  '?then=',
  '?then=https://evil.example',
  '?then=//evil.example/store/',
  '?then=/store/..%2F..%2F',
  '?then=/clients',
])('nobody is led elsewhere by %s', (search) => {
  expect(wayBack(search)).toBe('/store/account');
});
