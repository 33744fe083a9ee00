import { expect, test } from 'vitest';
import { commandGroups, isMeant, stepped } from '@/features/palette/entries';
import { whyFound } from '@/features/palette/useClientEntries';

const run = () => undefined;
const GROUPS = [
  { title: 'Ada Lovelace', commands: [{ label: 'Switch login off', run }] },
  {
    title: 'Go to',
    commands: [
      { label: 'Clients list', run },
      { label: 'Settings: Mailbox', run },
    ],
  },
];

const labelsOf = (typed: string) =>
  commandGroups(GROUPS, typed).flatMap(({ entries }) =>
    entries.map((entry) => (entry.kind === 'command' ? entry.command.label : entry.client.id)),
  );

test('without a word every command is offered, the page’s own first', () => {
  expect(labelsOf('')).toEqual(['Switch login off', 'Clients list', 'Settings: Mailbox']);
});

test('each word typed must begin a word of the command or of its group', () => {
  expect(labelsOf('log')).toEqual(['Switch login off']);
  expect(labelsOf('go mail')).toEqual(['Settings: Mailbox']);
  expect(labelsOf('ist')).toEqual([]);
});

test('accents, case and punctuation make no difference', () => {
  expect(isMeant('AMELIE', 'Amélie d’Aubigné')).toBe(true);
  expect(isMeant(' ,', 'anything')).toBe(false);
});

test('arrows walk in a circle, also through nothing', () => {
  expect([stepped(0, -1, 3), stepped(2, 1, 3), stepped(0, 1, 0)]).toEqual([2, 0, 0]);
});

test('what was found is told, unless one reads it anyway', () => {
  expect(whyFound({ rule: 'PHONE', text: '+44 20 7946 0018' })).toBe('phone +44 20 7946 0018');
  expect(whyFound({ rule: 'NAME', text: 'Ada Lovelace' })).toBe('name');
});
