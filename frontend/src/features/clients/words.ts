import type { ClientOrigin, ClientStatus } from '@/generated/graphql';

/** What staff call each status; the label is also the word beside the dot. */
export const STATUS_WORDS: Record<ClientStatus, string> = {
  ACTIVE: 'Active',
  UNVERIFIED: 'Unverified',
  LOGIN_DISABLED: 'Login disabled',
  GUEST: 'Guest',
  MERGED: 'Merged',
  DELETED: 'Deleted',
};

export const ORIGIN_WORDS: Record<ClientOrigin, string> = {
  STAFF: 'Added by staff',
  SELF_REGISTERED: 'Registered',
  GUEST_CHECKOUT: 'Guest checkout',
  IMPORT: 'Imported',
  API: 'API',
};

export const STATUSES = Object.keys(STATUS_WORDS) as ClientStatus[];
export const ORIGINS = Object.keys(ORIGIN_WORDS) as ClientOrigin[];

/** A client's number as staff read it out: "#000042". */
export const numberWords = (number: number) => `#${String(number).padStart(6, '0')}`;
