import type { AccessFragment } from '@/generated/graphql';

/** What may be done there, in words. */
export const MODE_WORDS: Record<AccessFragment['mode'], string> = {
  FULL: 'Full access',
  VIEW: 'View only',
  ORDER: 'Ordering only',
};
