import { afterEach, expect, test } from 'vitest';
import { type Acting, enter, leave } from '@/store/acting/acting';
import { routeAt } from '@/store/routes';

const ENTERED: Acting = {
  id: 'i',
  kind: 'STAFF',
  mode: 'ORDER',
  clientId: 'c',
  clientName: 'Ada',
  staffName: 'Sam',
  expiresAt: '2026-11-22T12:00:00Z',
};

afterEach(leave);

test.each(['/store/account', '/store/tickets/', '/store/tickets/new', '/store/tickets/0191-ab'])(
  'who only orders for a client is told so at %s',
  (path) => {
    enter(ENTERED);

    expect(routeAt(path).title).toBe('You are here to order');
  },
);

test.each(['/store', '/store/catalogue', '/store/order', '/store/impersonate'])(
  'and finds the way to order at %s',
  (path) => {
    enter(ENTERED);

    expect(routeAt(path).title).not.toBe('You are here to order');
  },
);

test('a client, and who acts in the whole of an account, sees the account', () => {
  expect(routeAt('/store/account').title).toBe('My account');
  enter({ ...ENTERED, mode: 'VIEW' });
  expect(routeAt('/store/account').title).toBe('My account');
});
