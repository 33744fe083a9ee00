import { type GuestInput, PlaceOrderDocument, type PlaceOrderMutation } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { emptyBasket, useBasket } from '@/store/basket';
import { DOOR } from '@/store/door';
import { useOnceKey } from '@/store/onceKey';

/** What came of an order: the order itself for who is signed in, the address that was written to for a guest. */
export interface Placed {
  order: Extract<PlaceOrderMutation['placeOrder'], { __typename: 'Order' }> | null;
  email: string;
}

/** Places the basket, once however often it is pressed. */
export function usePlacing(onPlaced: (placed: Placed) => void) {
  const lines = useBasket();
  const keyFor = useOnceKey();
  return useAct(async (guest: GuestInput | null) => {
    const input = { order: { lines }, ...(guest && { guest }) };
    const { placeOrder: answer } = await ask(PlaceOrderDocument, { input, idempotencyKey: keyFor(input) }, DOOR);
    if (answer.__typename !== 'Order' && answer.__typename !== 'OrderReceived') return refusalOf(answer);
    onPlaced({ order: answer.__typename === 'Order' ? answer : null, email: guest?.email ?? '' });
    emptyBasket();
    return undefined;
  });
}
