import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { moneyWords } from '@/features/orders/Amounts';
import { PaymentFields } from '@/features/orders/PaymentFields';
import { orderWords } from '@/features/orders/words';
import {
  faultsOfLines,
  inputOf,
  type Line,
  missingIn,
  newLine,
  type Offer,
  serviceKey,
} from '@/features/quick-order/lines';
import { OrderTotal } from '@/features/quick-order/OrderTotal';
import { QuickOrderLine } from '@/features/quick-order/QuickOrderLine';
import { useOffer } from '@/features/quick-order/useOffer';
import { usePreview } from '@/features/quick-order/usePreview';
import { useClosing } from '@/features/unsaved/useClosing';
import { type PaymentMethod, PlaceQuickOrderDocument, type PlaceQuickOrderMutation } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { type Refusal, refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Choice, Choices } from '@/ui/Choice';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Faces } from '@/ui/Panel';
import { say } from '@/ui/toastList';
import '@/features/quick-order/quickOrder.css';

interface Props {
  client: { id: string };
  /** The service that shall be renewed. */
  serviceId?: string;
  onClose: () => void;
}

/** An order that staff place for a client: what it comes to is the server's word, before and after. */
export default function QuickOrderDialog({ client, serviceId, onClose }: Props) {
  const clientId = client.id;
  const key = useRef(crypto.randomUUID());
  const [isTyped, setTyped] = useState(false);
  const [lines, setLines] = useState(() => [newLine(serviceId && serviceKey(serviceId))]);
  const [isPaid, pay] = useState(false);
  const { close, question } = useClosing(isTyped, 'Leave without placing the order?', onClose);
  const { name, asked } = useOffer(clientId);
  const tellPlaced = useTelling(clientId);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData): Promise<Refusal | undefined> => {
    const missing = missingIn(lines);
    if (missing.size > 0) return refusal('Nothing was ordered yet. Please correct what is marked.', missing);
    const input = { clientId, lines: inputOf(lines), ...(isPaid && { paid: paidOf(typed) }) };
    const { placeQuickOrder: answer } = await ask(PlaceQuickOrderDocument, { input, idempotencyKey: key.current });
    if (answer.__typename !== 'Order') return refusedBy(answer);
    setTyped(false);
    await clientChanged(clientId);
    tellPlaced(answer);
    onClose();
    return undefined;
  });
  return (
    <Dialog title="Place new quick order" onClose={close}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive} onTyped={setTyped}>
        <DialogBody>
          <p className="muted">
            For <bdi>{name}</bdi>
          </p>
          <Faces asked={asked} rows={6}>
            {(offer) => (
              <Lines
                clientId={clientId}
                lines={lines}
                offer={offer}
                faults={refused?.faults}
                onChange={(now) => {
                  setLines(now);
                  setTyped(true);
                }}
              />
            )}
          </Faces>
          <Choices legend="Payment">
            <Choice type="radio" name="outcome" value="unpaid" checked={!isPaid} onChange={() => pay(false)}>
              Unpaid
            </Choice>
            <Choice type="radio" name="outcome" value="paid" checked={isPaid} onChange={() => pay(true)}>
              Paid now, in full
            </Choice>
          </Choices>
          {isPaid && <PaymentFields prefix="paid." faults={refused?.faults} />}
        </DialogBody>
        <DialogFoot>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Place order
          </Button>
        </DialogFoot>
      </Form>
      {question}
    </Dialog>
  );
}

interface LinesProps {
  clientId: string;
  lines: Line[];
  offer: Offer;
  faults: Refusal['faults'] | undefined;
  onChange: (lines: Line[]) => void;
}

/** What is ordered, and what it comes to while one types. */
function Lines({ clientId, lines, offer, faults, onChange }: LinesProps) {
  const preview = usePreview(clientId, lines);
  const first = useRef(lines[0]?.id);
  const totals = preview.answer?.__typename === 'OrderPreview' && !preview.isOld ? preview.answer.lines : [];
  const change = (id: number, by: Partial<Line>) =>
    onChange(lines.map((each) => (each.id === id ? { ...each, ...by } : each)));
  return (
    <div className="quick-lines">
      {lines.map((line, place) => (
        <QuickOrderLine
          key={line.id}
          line={line}
          place={place}
          offer={offer}
          faults={faults}
          total={lines.length > 1 ? totals[place]?.total : undefined}
          isAdded={line.id !== first.current}
          onChange={(by) => change(line.id, by)}
          onRemove={lines.length > 1 ? () => onChange(lines.filter(({ id }) => id !== line.id)) : undefined}
        />
      ))}
      <div className="row quick-foot">
        <Button look="quiet" onClick={() => onChange([...lines, newLine()])}>
          <Plus size={16} aria-hidden="true" /> Add line
        </Button>
        <OrderTotal preview={preview} />
      </div>
    </div>
  );
}

const paidOf = (typed: FormData) => ({
  method: String(typed.get('paid.method')) as PaymentMethod,
  reference: String(typed.get('paid.reference') ?? ''),
});

type Answer = PlaceQuickOrderMutation['placeQuickOrder'];
type Placed = Extract<Answer, { __typename: 'Order' }>;

function refusedBy(answer: Exclude<Answer, Placed | { __typename: 'OrderPreview' }> | Answer): Refusal {
  if (answer.__typename === 'InvalidInput') {
    const faults = faultsOfLines(answer.fields);
    const whole = faults.get('lines');
    return refusal(whole ?? 'Nothing was ordered yet. Please correct what is marked.', faults);
  }
  if (answer.__typename === 'Blocked') return refusal(answer.blockers.map(({ message }) => message).join(' '));
  return 'message' in answer ? refusalOf(answer) : refusal('Nothing was ordered.');
}

/** Says that an order was placed, and leads to it. */
function useTelling(clientId: string) {
  const navigate = useNavigate();
  return ({ number, status, total }: Placed) => {
    const open = () => void navigate({ to: '/clients/$clientId/$tab', params: { clientId, tab: 'orders' } });
    const words = status === 'PAID' ? `${moneyWords(total)} paid` : `${moneyWords(total)} due`;
    say(`${orderWords(number)} placed, ${words}`, [{ label: 'Open', onChoose: open }]);
  };
}
