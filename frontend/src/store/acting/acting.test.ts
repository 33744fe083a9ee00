import { afterEach, expect, test } from 'vitest';
import { type Acting, acting, enter, leave, over, type Wish, whyNot } from '@/store/acting/acting';
import { DOOR } from '@/store/door';

const ADA: Acting = {
  id: 'i1',
  kind: 'STAFF',
  mode: 'FULL',
  clientId: 'c1',
  clientName: 'Ada',
  staffName: 'Sam',
  expiresAt: '2030-01-01T00:00:00Z',
};
const WISHES: Wish[] = ['order', 'change', 'person'];

afterEach(() => {
  leave();
  over.set(undefined);
});

test('a client of their own may do everything, and sends nothing of the kind', () => {
  expect(WISHES.map(whyNot)).toEqual([undefined, undefined, undefined]);
  expect(DOOR.headers).toEqual({});
});

test('a tab in an account says so with each request until it is left', () => {
  enter(ADA);
  expect(DOOR.headers).toEqual({ 'x-impersonation': 'i1' });

  leave();

  expect(DOOR.headers).toEqual({});
  expect(acting()).toBeNull();
});

test.each([
  ['FULL', [false, false, true]],
  ['ORDER', [false, true, true]],
  ['VIEW', [true, true, true]],
] as const)('in mode %s what is not possible says why', (mode, barred) => {
  enter({ ...ADA, mode });

  expect(WISHES.map((wish) => whyNot(wish) !== undefined)).toEqual(barred);
});

test('being nobody ends the stay in an account, and means nothing to others', () => {
  DOOR.onSignedOut();
  expect(over.get()).toBeUndefined();

  enter(ADA);
  DOOR.onSignedOut();

  expect(over.get()).toBe('ended');
});

test('a parent is told of itself, and may look where it may order', () => {
  enter({ ...ADA, kind: 'PARENT', mode: 'ORDER' });

  expect(whyNot('person')).toBe('Only Ada can do this, not the parent account.');
  expect(whyNot('change')).toBe('You are here to look and order: nothing else can be changed.');
});
