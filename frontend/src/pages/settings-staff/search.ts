import type { StaffState } from '@/generated/graphql';
import { flagOf, type Raw, someOf, textOf } from '@/lib/search';

export const STAFF_STATES = ['ACTIVE', 'PENDING', 'DISABLED'] as const satisfies readonly StaffState[];

/** The staff's address: in which state they are, words of name or address, and whether one is being invited. */
export interface StaffListSearch {
  standing?: StaffState[];
  q?: string;
  invite?: true;
}

export function readStaffListSearch(raw: Raw): StaffListSearch {
  return { standing: someOf(raw.standing, STAFF_STATES), q: textOf(raw.q), invite: flagOf(raw.invite) };
}
