import { expect, test } from 'vitest';
import { draftOf, toInput } from '@/features/add-client/typed';

test('what was left empty is not sent, nor a company or an address of which nothing was typed', () => {
  const input = toInput({ firstName: 'Ada', lastName: '', email: 'ada@example.org', phone: '', tags: '' }, true);

  expect(input).toEqual({ firstName: 'Ada', lastName: '', allowLogin: true, email: 'ada@example.org' });
});

test('an address of which only a part was typed is sent whole, so that the server names what is missing', () => {
  const input = toInput({ 'address.city': 'London' }, false);

  expect(input.address).toEqual({ line1: '', line2: '', city: 'London', region: '', postcode: '', country: '' });
});

test('tags are parted at commas, and empty ones dropped', () => {
  expect(toInput({ tags: 'vip, , wholesale ,' }, true).tags).toEqual(['vip', 'wholesale']);
});

test('tags that were chosen come before what is still being typed', () => {
  expect(toInput({ 'tags.chosen': 'VIP\nEU, North', tags: 'new, vip' }, true).tags).toEqual([
    'VIP',
    'EU, North',
    'new',
  ]);
});

test('nobody is looked up before there is something to tell people apart by', () => {
  expect(
    draftOf({ firstName: 'Ada', lastName: 'King', email: 'ada', phone: '12', 'address.country': 'GB' }),
  ).toBeNull();
});

test('whatever belongs to one alone is looked up, and names only with a postcode', () => {
  const typed = { firstName: 'Ada', email: 'a@b.org', phone: '+44 20 7946', 'company.taxId': 'DE1', externalId: 'X' };

  expect(draftOf(typed)).toEqual({ email: 'a@b.org', phone: '+44 20 7946', taxId: 'DE1', externalId: 'X' });
  expect(draftOf({ firstName: 'Ada', 'address.postcode': 'N1' })).toMatchObject({ firstName: 'Ada', postcode: 'N1' });
});
