import type { FactsFragment, UpdateClientInput } from '@/generated/graphql';

/** What can be edited, as texts in a form; tags are a line each. */
export interface Edited {
  firstName: string;
  lastName: string;
  language: string;
  currency: string;
  externalId: string;
  tags: string;
}

export const EDITED_LABELS: Record<keyof Edited, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  language: 'Language',
  currency: 'Currency',
  externalId: 'External id',
  tags: 'Tags',
};

export const EDITED_KEYS = Object.keys(EDITED_LABELS) as (keyof Edited)[];

export function editedOf(facts: FactsFragment): Edited {
  const { firstName, lastName, language, currency, externalId, tags } = facts;
  return { firstName, lastName, language, currency, externalId: externalId ?? '', tags: tags.join('\n') };
}

export const editedTags = ({ tags }: Edited): string[] => tags.split('\n').filter(Boolean);
const normal = (edited: Edited, key: keyof Edited) => edited[key].trim();

/** The fields that differ between two states of the form. */
export function changesBetween(before: Edited, after: Edited): (keyof Edited)[] {
  return EDITED_KEYS.filter((key) => normal(before, key) !== normal(after, key));
}

/** Only what was changed is sent: what nobody touched stays as it is, whoever changes it meanwhile. */
export function toInput(id: string, version: number, before: Edited, after: Edited): UpdateClientInput {
  const input: UpdateClientInput = { id, version };
  for (const key of changesBetween(before, after)) {
    if (key === 'tags') input.tags = editedTags(after);
    else if (key === 'externalId') input.externalId = after.externalId.trim() || null;
    else input[key] = after[key].trim();
  }
  return input;
}

/** A field that someone else changed in between, and to what. */
export interface Clash {
  key: keyof Edited;
  theirs: string;
  mine: string;
}

/** Where both changed the same field to different things. @param before what the form began with. */
export function clashesOf(before: Edited, theirs: Edited, mine: Edited): Clash[] {
  const theirChanges = new Set(changesBetween(before, theirs));
  const stillDifferent = new Set(changesBetween(theirs, mine));
  return changesBetween(before, mine)
    .filter((key) => theirChanges.has(key) && stillDifferent.has(key))
    .map((key) => ({ key, theirs: theirs[key], mine: mine[key] }));
}

/** The form after someone else's changes: theirs where only they changed something, mine where I did. */
export function rebased(before: Edited, theirs: Edited, mine: Edited): Edited {
  const my = new Set(changesBetween(before, mine));
  return Object.fromEntries(
    EDITED_KEYS.map((key) => [key, my.has(key) ? mine[key] : theirs[key]]),
  ) as unknown as Edited;
}
