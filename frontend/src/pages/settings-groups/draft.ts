import type { GroupLineFragment } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { isSame } from '@/lib/sets';

type Group = Pick<GroupLineFragment, 'id' | 'name' | 'isPreset' | 'permissions'>;

/** What is chosen and not saved yet: by a group's id all that it shall allow. Groups as they were are not in it. */
export type Draft = ReadonlyMap<string, ReadonlySet<string>>;

export const NO_DRAFT: Draft = new Map();

/** What a group allows, in the draft or else as saved. */
export const allowedBy = (draft: Draft, { id, permissions }: Group): ReadonlySet<string> =>
  draft.get(id) ?? new Set(permissions);

/** The draft after a box was ticked or cleared; a group that is again as it was leaves the draft. */
export function withChoice(draft: Draft, group: Group, permission: string, on: boolean): Draft {
  const chosen = new Set(allowedBy(draft, group));
  if (on) chosen.add(permission);
  else chosen.delete(permission);
  const next = new Map(draft);
  if (!isSame(chosen, new Set(group.permissions))) next.set(group.id, chosen);
  else next.delete(group.id);
  return next;
}

/** What the save bar says; null when all is saved. */
export function draftWords(draft: Draft, groups: readonly Group[]): string | null {
  if (draft.size === 0) return null;
  const [only] = groups.filter(({ id }) => draft.has(id));
  return draft.size === 1 && only ? `${only.name} not saved yet` : `${counted(draft.size, 'group')} not saved yet`;
}

/** Those that come with Atrium first, the mightiest before; then one's own by name. */
export function inOrder<Each extends Group>(groups: readonly Each[]): Each[] {
  return [...groups].sort(
    (a, b) =>
      Number(b.isPreset) - Number(a.isPreset) ||
      (a.isPreset ? b.permissions.length - a.permissions.length : 0) ||
      a.name.localeCompare(b.name),
  );
}
