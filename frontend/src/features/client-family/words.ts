import type { FamilyAccess } from '@/generated/graphql';

/** What the parent may do in the child's account, in a word or two. */
export const ACCESS_WORDS: Record<FamilyAccess, string> = {
  NONE: 'No access',
  VIEW: 'Look',
  ORDER: 'Look and order',
  FULL: 'Full access',
};

/** And what follows from it. */
export const ACCESS_MEANS: Record<FamilyAccess, string> = {
  NONE: 'The parent cannot enter the child’s account.',
  VIEW: 'From the store, the parent sees the child’s orders, services, tickets and contacts, and changes nothing.',
  ORDER: 'The parent looks, and places orders in the child’s name.',
  FULL: 'The parent does all but what is the child’s alone: password, login e-mail, support PIN.',
};

export const ACCESSES = Object.keys(ACCESS_WORDS) as FamilyAccess[];

/** Whose balance the child's orders count in. */
export const billingWords = (billsParent: boolean) => (billsParent ? 'billed to the parent' : 'pays for itself');

export const nameOf = (client: { displayName: string } | null | undefined) => client?.displayName || 'No name';
