import { expect, test } from 'vitest';
import { actionWords, actorWords, fieldWords, valueWords } from '@/features/activity/words';

test('an act that nobody has words for is still readable', () => {
  expect(actionWords('client.tag_added')).toBe('Tag added');
});

test('what was done with a contact is said in a sentence', () => {
  expect(actionWords('client.email_added')).toBe('Added an e-mail address');
  expect(actionWords('client.company_removed')).toBe('Removed a company');
});

test('fields are named as people name them', () => {
  expect(fieldWords('firstName')).toBe('First name');
  expect(fieldWords('externalId')).toBe('External id');
});

test('a value that is nothing is said to be empty', () => {
  expect([null, '', []].map((value) => valueWords('tags', value))).toEqual(['empty', 'empty', 'empty']);
});

test('codes and switches are spoken, texts are left alone', () => {
  expect(valueWords('country', 'DE')).toBe('Germany');
  expect(valueWords('allowLogin', false)).toBe('off');
  expect(valueWords('lastName', '2026')).toBe('2026');
});

test('whoever acts for another is named with the other', () => {
  const actor = { kind: 'STAFF_AS_CLIENT', id: '1', name: 'Sam Poe' } as const;

  expect(actorWords({ actor, onBehalfOf: { kind: 'CLIENT', name: 'Ada' } })).toBe('Sam Poe as Ada');
  expect(actorWords({ actor: { ...actor, kind: 'SYSTEM' }, onBehalfOf: null })).toBe('Atrium');
});
