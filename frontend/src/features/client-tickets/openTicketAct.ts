import { MessageSquarePlus } from 'lucide-react';
import { lazy } from 'react';
import { type ClientAct, whyEnded } from '@/features/client-acts/acts';
import { part } from '@/lib/parts';

/** Writing to a client, and keeping what comes back. */
export const openTicketAct: ClientAct = {
  label: 'Open new ticket',
  Icon: MessageSquarePlus,
  isPermitted: (may) => may('ticket.write'),
  whyNot: (client) => whyEnded(client, 'tickets'),
  Dialog: lazy(() => part(() => import('@/features/client-tickets/OpenTicketDialog'))),
};
