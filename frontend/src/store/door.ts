import { acting, over } from '@/store/acting/acting';

/**
 * All that the store asks goes to its own door, where no staff session counts. A tab in which staff entered a client's
 * account says so each time: then only that account's own cookie is read.
 */
export const DOOR = {
  door: '/store/graphql',
  get headers(): Record<string, string> {
    const entered = acting();
    return entered ? { 'x-impersonation': entered.id } : {};
  },
  onSignedOut: () => {
    if (acting() && !over.get()) over.set('ended');
  },
} as const;
