import { Merge } from 'lucide-react';
import { type ClientAct, whyEnded } from '@/features/client-acts/acts';

/** The entry of the menu Manage client: it leads to a page of its own. */
export const mergeAct: ClientAct = {
  label: 'Merge client data',
  Icon: Merge,
  isPermitted: (may) => may('client.merge'),
  whyNot: (client) => whyEnded(client, 'data'),
  run: ({ id }, navigate) => void navigate({ to: '/clients/$clientId/merge', params: { clientId: id } }),
};
