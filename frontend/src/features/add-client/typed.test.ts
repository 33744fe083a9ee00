import { expect, test } from 'vitest';
import { lookalikeFilter, toInput } from '@/features/add-client/typed';

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

test('nobody is looked up before there is something to tell people apart by', () => {
  expect(lookalikeFilter({ firstName: 'Ada', email: 'ada', phone: '12' })).toBeNull();
});

test('the same e-mail, phone or full name makes a likely duplicate', () => {
  const filter = lookalikeFilter({ firstName: 'Ada', lastName: 'King', email: 'a@b.org', phone: '+44 20 7946' });

  expect(filter).toEqual({
    or: [
      { email: { eq: 'a@b.org' } },
      { phone: { contains: '44207946' } },
      { firstName: { eq: 'Ada' }, lastName: { eq: 'King' } },
    ],
  });
});
