import type { CustomFieldLineFragment } from '@/generated/graphql';
import { type TypedValue, type TypedValues, typedOf, valueFrom } from '@/lib/customValues';

type Fields = readonly Pick<CustomFieldLineFragment, 'key' | 'type' | 'label'>[];

interface Holder {
  customFields: readonly { key: string; value: unknown }[];
}

/** What a client has, as the controls show it. */
export function typedBy(client: Holder, fields: Fields): TypedValues {
  const has = new Map(client.customFields.map(({ key, value }) => [key, value]));
  return Object.fromEntries(fields.map(({ key, type }) => [key, typedOf(type, has.get(key))]));
}

const isSame = (one: TypedValue | undefined, other: TypedValue | undefined) =>
  JSON.stringify(one ?? '') === JSON.stringify(other ?? '');

/** The fields that differ between two states of the form. */
export const changedFields = (before: TypedValues, after: TypedValues, fields: Fields) =>
  fields.filter(({ key }) => !isSame(before[key], after[key]));

/** Only what was changed is sent; null takes a value away. */
export function changeOf(before: TypedValues, after: TypedValues, fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    changedFields(before, after, fields).map(({ key, type }) => [key, valueFrom(type, after[key])]),
  );
}

/** A field that someone else changed in between, and to what. */
export interface Clash {
  key: string;
  label: string;
  theirs: TypedValue;
}

/** The form after someone else's changes: theirs where only they changed something, mine where I did; and where both did. */
export function rebased(before: TypedValues, theirs: TypedValues, mine: TypedValues, fields: Fields) {
  const my = new Set(changedFields(before, mine, fields).map(({ key }) => key));
  const clashes: Clash[] = changedFields(before, theirs, fields)
    .filter(({ key }) => my.has(key) && !isSame(theirs[key], mine[key]))
    .map(({ key, label }) => ({ key, label, theirs: theirs[key] ?? '' }));
  const typed: TypedValues = Object.fromEntries(
    fields.map(({ key }) => [key, (my.has(key) ? mine[key] : theirs[key]) ?? '']),
  );
  return { typed, clashes };
}
