import { ShieldCheck } from 'lucide-react';
import { lazy } from 'react';
import type { ClientAct, ManagedClient } from '@/features/client-acts/acts';
import { part } from '@/lib/parts';

/** The entry of the menu Manage client: who calls, and what the PIN is. */
export const supportPinAct: ClientAct = {
  label: 'Client support PIN',
  Icon: ShieldCheck,
  isPermitted: (may) => may('pin.verify') || may('pin.reveal'),
  whyNot: whyNone,
  Dialog: lazy(() => part(() => import('@/features/support-pin/SupportPinDialog'))),
};

function whyNone({ status, viewerCan }: ManagedClient): string | undefined {
  if (status === 'DELETED') return 'A deleted client has no support PIN.';
  if (status === 'MERGED') return 'This client was merged into another, whose support PIN counts.';
  if (status === 'GUEST') return 'A guest has no account, and so no support PIN.';
  return viewerCan.verifyPin || viewerCan.revealPin ? undefined : 'Support PINs are switched off in the settings.';
}
