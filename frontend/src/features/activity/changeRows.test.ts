import { expect, test } from 'vitest';
import { clientIdOf, countedWords, rowsOf } from '@/features/activity/changeRows';
import { valueWords } from '@/features/activity/words';

const ID = '019a9c3e-0000-7000-8000-000000000001';
const change = (field: string, before: unknown, after: unknown) => ({ field, before, after });

test('what moved, went back, stayed or was erased is counted in words', () => {
  expect(countedWords(change('moved.emails', 0, 2))).toBe('2 e-mails moved');
  expect(countedWords(change('returned.orders', 1, 0))).toBe('1 order went back');
  expect(countedWords(change('stayed.tags', 2, 2))).toBe('2 tags left here, changed since the merge');
  expect(countedWords(change('removed.notes', 2, 0))).toBe('Notes: 2 erased');
  expect(countedWords(change('overridden.OPEN_ORDERS', null, 1))).toBe('In spite of 1 unpaid order');
  expect(countedWords(change('firstName', 'Ada', 'Eda'))).toBeUndefined();
});

test('each merged client is one line that leads to it, and what did not move is not told', () => {
  const rows = rowsOf([
    change('mergedClient', 'Ada (#1)', null),
    change('mergedClientId', ID, 'other'),
    change('moved.emails', 0, 0),
    change('moved.tags', 0, 1),
  ]);

  expect(rows.map(({ label, clientId, sentence }) => [label ?? sentence, clientId])).toEqual([
    ['Merged', ID],
    ['1 tag moved', undefined],
  ]);
});

test('several clients merged at once are lines of their own', () => {
  const rows = rowsOf([change('mergedClient', 'Ada (#1)', null), change('mergedClient', 'Eda (#2)', null)]);

  expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
});

test('a parent or a child is a client, whatever else looks like an id is text', () => {
  expect(clientIdOf('child', ID)).toBe(ID);
  expect(clientIdOf('parent', 'Ada Lovelace (#1)')).toBeUndefined();
  expect(clientIdOf('lastName', ID)).toBeUndefined();
});

test('what a parent may do is said as in the family', () => {
  expect(valueWords('parentAccess', 'FULL')).toBe('Full access');
});
