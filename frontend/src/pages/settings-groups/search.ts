import { flagOf, type Raw } from '@/lib/search';

/** The groups' address: whether one is being made. */
export interface GroupsSearch {
  create?: true;
}

export function readGroupsSearch(raw: Raw): GroupsSearch {
  return { create: flagOf(raw.create) };
}
