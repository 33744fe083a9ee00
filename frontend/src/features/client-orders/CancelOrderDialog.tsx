import { refusedBy } from '@/features/client-orders/refusedBy';
import { moneyWords } from '@/features/orders/Amounts';
import { orderWords } from '@/features/orders/words';
import { CancelOrderDocument, type OrderFactsFragment } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { say } from '@/ui/toastList';

interface Props {
  order: OrderFactsFragment;
  clientId: string;
  onClose: () => void;
}

/** Asked before an order no longer counts. */
export function CancelOrderDialog({ order, clientId, onClose }: Props) {
  const name = orderWords(order.number);
  return (
    <ConfirmDialog
      title={`Cancel ${name.toLowerCase()}`}
      act={`Cancel ${name.toLowerCase()}`}
      reason="optional"
      onClose={onClose}
      onAct={async (reason) => {
        const { cancelOrder: answer } = await ask(CancelOrderDocument, { input: { orderId: order.id, reason } });
        if (answer.__typename !== 'Order') return refusedBy(answer);
        await clientChanged(clientId);
        say(`${name} cancelled`);
        onClose();
        return undefined;
      }}
    >
      <p>
        {moneyWords(order.due)} is no longer due, and the order no longer counts. It stays in the list. Services that it
        began run on until they are ended.
      </p>
    </ConfirmDialog>
  );
}
