import { ShoppingCart } from 'lucide-react';
import { lazy } from 'react';
import { type ClientAct, whyEnded } from '@/features/client-acts/acts';
import { part } from '@/lib/parts';

/** Placing an order for a client, login or not. */
export const quickOrderAct: ClientAct = {
  label: 'Place new quick order',
  Icon: ShoppingCart,
  isPermitted: (may) => may('order.place'),
  whyNot: (client) => whyEnded(client, 'orders'),
  Dialog: lazy(() => part(() => import('@/features/quick-order/QuickOrderDialog'))),
};
