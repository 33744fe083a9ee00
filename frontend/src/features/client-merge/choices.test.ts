import { expect, test } from 'vitest';
import { changedFields, readChoices, takenFrom, takeOf, writeChoices } from '@/features/client-merge/choices';
import { countWords, valueWords } from '@/features/client-merge/words';
import type { MergeSeenFragment } from '@/generated/graphql';

const difference = (field: string, own: unknown, value: unknown, chosen = 'b') => ({
  field,
  label: field,
  destination: own,
  sources: [{ clientId: 'a', value }],
  chosen,
});

const seen = (...conflicts: ReturnType<typeof difference>[]): MergeSeenFragment =>
  ({ token: 't', confirmationCode: 'AAA-AAA', moves: [], blockers: [], conflicts }) as unknown as MergeSeenFragment;

test('only what the server would not take itself is sent', () => {
  const preview = seen(difference('firstName', 'Grace', 'Ada'), difference('vip', null, 'yes', 'a'));

  expect(takeOf(preview, 'b', {})).toEqual([]);
  expect(takeOf(preview, 'b', { firstName: 'a', vip: 'a' })).toEqual([{ field: 'firstName', from: 'a' }]);
  expect(takeOf(preview, 'b', { vip: 'b', gone: 'a' })).toEqual([{ field: 'vip', from: 'b' }]);
});

test('choices outlive the page in its address', () => {
  const choices = { firstName: 'a', 'customFields.vip': 'a', lastName: 'b' };

  expect(writeChoices(choices)).toBe('a:firstName:customFields.vip~b:lastName');
  expect(readChoices(writeChoices(choices))).toEqual(choices);
  expect([writeChoices({}), readChoices(undefined), readChoices('a')]).toEqual([undefined, {}, {}]);
});

test('a choice of who is no longer among them is forgotten', () => {
  expect(takenFrom(seen(difference('firstName', 'Grace', 'Ada')).conflicts[0] as never, 'b', { firstName: 'x' })).toBe(
    'b',
  );
});

test('what is new or different since one looked is told', () => {
  const before = seen(difference('firstName', 'Grace', 'Ada'), difference('lastName', 'K', 'L'));
  const after = seen(
    difference('firstName', 'Grace', 'Eda'),
    difference('lastName', 'K', 'L'),
    difference('vip', null, 1),
  );

  expect([...changedFields(before, after)]).toEqual(['firstName', 'vip']);
});

test('counts and values are said as people say them', () => {
  expect(countWords({ kind: 'emails', count: 3, same: 1 })).toBe('3 e-mails (1 more there already)');
  expect(countWords({ kind: 'phones', count: 0, same: 1 })).toBe('1 phone, there already');
  expect([valueWords(true), valueWords(''), valueWords(['a', 'b'])]).toEqual(['yes', undefined, 'a, b']);
});
