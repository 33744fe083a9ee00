import { Network, Spline } from 'lucide-react';
import { lazy } from 'react';
import type { ClientAct, ManagedClient } from '@/features/client-acts/acts';
import { part } from '@/lib/parts';

function whyNoFamily({ status }: ManagedClient): string | undefined {
  if (status === 'DELETED') return 'A deleted client cannot be linked.';
  if (status === 'MERGED') return 'This client was merged into another: link that one.';
  return status === 'GUEST' ? 'A guest has no account yet, so it cannot be part of a family.' : undefined;
}

/** Another account under this one. */
export const attachChildAct: ClientAct = {
  label: 'Attach child account',
  Icon: Network,
  isPermitted: (may) => may('client.link'),
  whyNot: whyNoFamily,
  Dialog: lazy(() => part(() => import('@/features/client-family/AttachChildDialog'))),
};

/** This account under another one. */
export const linkParentAct: ClientAct = {
  label: 'Link to a parent',
  Icon: Spline,
  isPermitted: (may) => may('client.link'),
  whyNot: whyNoFamily,
  Dialog: lazy(() => part(() => import('@/features/client-family/LinkParentDialog'))),
};
