import { Trash2 } from 'lucide-react';
import { lazy } from 'react';
import type { ClientAct } from '@/features/client-acts/acts';
import { part } from '@/lib/parts';

/** The last entry of the menu Manage client. */
export const deleteAct: ClientAct = {
  label: 'Delete',
  Icon: Trash2,
  isPermitted: (may) => may('client.delete'),
  whyNot: ({ status }) => {
    if (status === 'DELETED') return 'This client is deleted already.';
    if (status === 'MERGED') return 'This client was merged into another: delete that one.';
    return undefined;
  },
  Dialog: lazy(() => part(() => import('@/features/client-removal/DeleteDialog'))),
};
