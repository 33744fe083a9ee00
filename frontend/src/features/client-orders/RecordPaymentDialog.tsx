import { useRef, useState } from 'react';
import { refusedBy } from '@/features/client-orders/refusedBy';
import { moneyWords } from '@/features/orders/Amounts';
import { NO_AMOUNT, readAmount } from '@/features/orders/amounts';
import { PaymentFields } from '@/features/orders/PaymentFields';
import { orderWords } from '@/features/orders/words';
import { useClosing } from '@/features/unsaved/useClosing';
import { type OrderFactsFragment, type PaymentMethod, RecordPaymentDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { type Refusal, refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

interface Props {
  order: OrderFactsFragment;
  clientId: string;
  onClose: () => void;
}

/** Writes down money that came; what is due stands there already. Pressing twice records once. */
export function RecordPaymentDialog({ order, clientId, onClose }: Props) {
  const key = useRef(crypto.randomUUID());
  const [isTyped, setTyped] = useState(false);
  const { close, question } = useClosing(isTyped, 'Leave without recording the payment?', onClose);
  const { currency } = order.due;
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData): Promise<Refusal | undefined> => {
    const amount = readAmount(String(typed.get('amount.amount')));
    if (amount === null) return refusal('Nothing was recorded yet.', new Map([['amount.amount', NO_AMOUNT]]));
    const input = {
      orderId: order.id,
      method: String(typed.get('method')) as PaymentMethod,
      amount: { amount, currency },
      reference: String(typed.get('reference')),
    };
    const { recordPayment: answer } = await ask(RecordPaymentDocument, { input, idempotencyKey: key.current });
    if (answer.__typename !== 'Payment') return refusedBy(answer);
    setTyped(false);
    await clientChanged(clientId);
    const left = answer.order.status === 'PAID' ? 'paid in full' : `${moneyWords(answer.order.due)} still due`;
    say(`Payment recorded: ${orderWords(order.number)} is ${left}`);
    onClose();
    return undefined;
  });
  return (
    <Dialog title={`Record payment for ${orderWords(order.number).toLowerCase()}`} size="small" onClose={close}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive} onTyped={setTyped}>
        <DialogBody>
          <TextField
            label={`Amount in ${currency}`}
            name="amount.amount"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={String(order.due.amount)}
            hint={`${moneyWords(order.due)} is due.`}
            error={refused?.faults.get('amount.amount') ?? refused?.faults.get('amount.currency')}
            data-autofocus
          />
          <PaymentFields faults={refused?.faults} />
        </DialogBody>
        <DialogFoot>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Record payment
          </Button>
        </DialogFoot>
      </Form>
      {question}
    </Dialog>
  );
}
