import { useId, useState } from 'react';
import { byWhom } from '@/features/client-orders/byWhom';
import { CancelOrderDialog } from '@/features/client-orders/CancelOrderDialog';
import { LineTable } from '@/features/client-orders/LineTable';
import { RecordPaymentDialog } from '@/features/client-orders/RecordPaymentDialog';
import { moneyWords } from '@/features/orders/Amounts';
import { OrderStatusBadge } from '@/features/orders/OrderStatusBadge';
import { METHOD_WORDS, orderWords } from '@/features/orders/words';
import type { OrderFactsFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Time } from '@/ui/Time';

interface Props {
  order: OrderFactsFragment;
  clientId: string;
  mayCancel: boolean;
  mayRecord: boolean;
}

/** One order, whole. */
export function OrderItem({ order, clientId, mayCancel, mayRecord }: Props) {
  const heading = useId();
  const [asked, ask] = useState<'payment' | 'cancel'>();
  const isOpen = order.status === 'UNPAID';
  const isUntouched = isOpen && order.payments.length === 0;
  return (
    <li>
      <article className="order" aria-labelledby={heading}>
        <header className="order-head">
          <h3 id={heading}>{orderWords(order.number)}</h3>
          <OrderStatusBadge status={order.status} />
          <span className="muted">
            placed <Time at={order.placedAt} relative /> by <bdi>{byWhom(order.placedBy)}</bdi>
            {order.cancelledAt && (
              <>
                {', cancelled '}
                <Time at={order.cancelledAt} relative />
              </>
            )}
          </span>
        </header>
        <LineTable order={order} />
        {order.payments.length > 0 && (
          <ul className="order-payments" aria-label={`Payments for ${orderWords(order.number)}`}>
            {order.payments.map((payment) => (
              <li key={payment.id}>
                <strong>{moneyWords(payment.amount)}</strong> {METHOD_WORDS[payment.method].toLowerCase()}
                {payment.reference && (
                  <>
                    , <bdi>{payment.reference}</bdi>
                  </>
                )}
                <span className="muted">
                  {' · '}
                  <Time at={payment.at} relative /> · <bdi>{byWhom(payment.recordedBy)}</bdi>
                </span>
              </li>
            ))}
          </ul>
        )}
        {isOpen && (mayRecord || mayCancel) && (
          <div className="row">
            {mayRecord && (
              <Button onClick={() => ask('payment')} aria-describedby={heading}>
                Record payment
              </Button>
            )}
            {mayCancel && isUntouched && (
              <Button look="quiet" onClick={() => ask('cancel')} aria-describedby={heading}>
                Cancel order
              </Button>
            )}
          </div>
        )}
      </article>
      {asked === 'payment' && <RecordPaymentDialog order={order} clientId={clientId} onClose={() => ask(undefined)} />}
      {asked === 'cancel' && <CancelOrderDialog order={order} clientId={clientId} onClose={() => ask(undefined)} />}
    </li>
  );
}
