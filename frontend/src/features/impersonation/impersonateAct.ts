import { UserRoundCog } from 'lucide-react';
import { lazy } from 'react';
import type { ClientAct, ManagedClient } from '@/features/client-acts/acts';
import { part } from '@/lib/parts';

/** Why nobody can enter the account now. */
export function whyClosed({ status }: ManagedClient): string | undefined {
  if (status === 'DELETED') return 'A deleted client’s account cannot be entered.';
  if (status === 'MERGED') return 'This client was merged into another: enter that one’s account.';
  if (status === 'LOGIN_DISABLED') return 'Login is off, so nobody can enter the account.';
  return status === 'GUEST' ? 'A guest has no account to enter.' : undefined;
}

/** Entering a client's account at the store. */
export const impersonateAct: ClientAct = {
  label: 'Impersonate client',
  Icon: UserRoundCog,
  isPermitted: (may) => may('client.impersonate'),
  whyNot: whyClosed,
  Dialog: lazy(() => part(() => import('@/features/impersonation/ImpersonateDialog'))),
};
