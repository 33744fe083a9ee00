import { expect, test } from 'vitest';
import { allowedBy, draftWords, inOrder, NO_DRAFT, withChoice } from '@/pages/settings-groups/draft';

const group = (name: string, permissions: string[], isPreset = false) => ({ id: name, name, isPreset, permissions });
const DESK = group('Front desk', ['client.read']);

test('a ticked box is in the draft and nowhere else', () => {
  const draft = withChoice(NO_DRAFT, DESK, 'mail.read', true);

  expect([...allowedBy(draft, DESK)]).toEqual(['client.read', 'mail.read']);
  expect(DESK.permissions).toEqual(['client.read']);
  expect(draftWords(draft, [DESK])).toBe('Front desk not saved yet');
});

test('a box that is set back leaves nothing to save', () => {
  const draft = withChoice(withChoice(NO_DRAFT, DESK, 'client.read', false), DESK, 'client.read', true);

  expect(draftWords(draft, [DESK])).toBeNull();
});

test('several groups are counted', () => {
  const other = group('Night', []);
  const draft = withChoice(withChoice(NO_DRAFT, DESK, 'mail.read', true), other, 'mail.read', true);

  expect(draftWords(draft, [DESK, other])).toBe('2 groups not saved yet');
});

test('presets come first, the mightiest before', () => {
  const groups = [group('Alpha', []), group('Read-only', ['a'], true), group('Administrator', ['a', 'b'], true)];

  expect(inOrder(groups).map(({ name }) => name)).toEqual(['Administrator', 'Read-only', 'Alpha']);
});
