import type { MergeDifferenceFragment, MergeSeenFragment } from '@/generated/graphql';

/** Whose value is taken, by field; what is not named is taken as the server proposes. */
export type Choices = Readonly<Record<string, string>>;

/** Choices as an address holds them: each client with the fields that are taken from it, "ID:firstName:email~ID:tags". */
export function writeChoices(choices: Choices): string | undefined {
  const fields = new Map<string, string[]>();
  for (const [field, id] of Object.entries(choices)) fields.set(id, [...(fields.get(id) ?? []), field]);
  return [...fields].map(([id, of]) => [id, ...of].join(':')).join('~') || undefined;
}

/** @returns what `writeChoices` wrote; what an address holds of anything else is of no effect. */
export function readChoices(text: string | undefined): Choices {
  const pairs = (text ?? '').split('~').flatMap((part) => {
    const [id = '', ...fields] = part.split(':');
    return fields.map((field) => [field, id]);
  });
  return Object.fromEntries(pairs);
}

/** Everyone's value of a field, the survivor's last, as on the screen. */
export const valuesOf = ({ destination, sources }: MergeDifferenceFragment, into: string) => [
  ...sources,
  { clientId: into, value: destination as unknown },
];

/** Whose value a field gets now. A choice made before holds while that client is still among them. */
export function takenFrom(difference: MergeDifferenceFragment, into: string, choices: Choices): string {
  const wished = choices[difference.field];
  return valuesOf(difference, into).some(({ clientId }) => clientId === wished) ? (wished ?? '') : difference.chosen;
}

/** What is sent: every choice that the server would not make itself. */
export function takeOf(seen: MergeSeenFragment, into: string, choices: Choices) {
  return seen.conflicts
    .map((one) => ({ field: one.field, from: takenFrom(one, into, choices), proposed: one.chosen }))
    .filter(({ from, proposed }) => from !== proposed)
    .map(({ field, from }) => ({ field, from }));
}

/** The fields that tell something else than they did, those that came included. */
export function changedFields(before: MergeSeenFragment, after: MergeSeenFragment): ReadonlySet<string> {
  const former = new Map(before.conflicts.map((one) => [one.field, JSON.stringify(one)]));
  return new Set(
    after.conflicts.filter((one) => former.get(one.field) !== JSON.stringify(one)).map(({ field }) => field),
  );
}
