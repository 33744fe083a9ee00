import type { ClientAct } from '@/features/client-acts/acts';
import { attachChildAct, linkParentAct } from '@/features/client-family/familyEntries';
import { mergeAct } from '@/features/client-merge/mergeAct';
import { deleteAct } from '@/features/client-removal/deleteAct';
import { openTicketAct } from '@/features/client-tickets/openTicketAct';
import { impersonateAct } from '@/features/impersonation/impersonateAct';
import { newOrderAct } from '@/features/impersonation/newOrderAct';
import { quickOrderAct } from '@/features/quick-order/quickOrderAct';
import { supportPinAct } from '@/features/support-pin/supportPinAct';

/** The entries of the menu Manage client, in the order of `LABELS`. Each is declared beside its dialog. */
export const CLIENT_ACTS: readonly ClientAct[] = [
  supportPinAct,
  quickOrderAct,
  newOrderAct,
  openTicketAct,
  impersonateAct,
  attachChildAct,
  linkParentAct,
  mergeAct,
  deleteAct,
];
