import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { orderWords } from '@/features/orders/words';
import { usePermission } from '@/features/session/session';
import { useClosing } from '@/features/unsaved/useClosing';
import { OpenTicketDocument, TicketOfferDocument, type TicketOfferQuery } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { clientChanged } from '@/lib/changed';
import type { Faults } from '@/lib/faults';
import { formatDate } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Field, SelectField, TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { Faces } from '@/ui/Panel';
import { say } from '@/ui/toastList';
import '@/features/tickets/tickets.css';

interface Props {
  client: { id: string };
  onClose: () => void;
}

/** A new ticket for a client: says beforehand when nobody can be mailed, and afterwards whether somebody was. */
export default function OpenTicketDialog({ client: { id: clientId }, onClose }: Props) {
  const key = useRef(crypto.randomUUID());
  const [isTyped, setTyped] = useState(false);
  const seesOrders = usePermission('order.read');
  const answer = useAnswer(TicketOfferDocument, { id: clientId, seesOrders });
  const asked = { ...answer, data: answer.data?.client ?? undefined };
  const navigate = useNavigate();
  const { close, question } = useClosing(isTyped, 'Leave without opening the ticket?', onClose);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const orderId = String(typed.get('orderId') ?? '');
    const words = { subject: String(typed.get('subject') ?? ''), message: String(typed.get('message') ?? '') };
    const input = { clientId, ...words, ...(orderId && { orderId }) };
    const { openTicket: opened } = await ask(OpenTicketDocument, { input, idempotencyKey: key.current });
    if (opened.__typename !== 'OpenedTicket') return refusalOf(opened);
    setTyped(false);
    await clientChanged(clientId);
    const { id: ticketId, number } = opened.ticket;
    const open = () => void navigate({ to: '/tickets/$ticketId', params: { ticketId } });
    const mailed = opened.mailed ? 'the client is mailed' : 'nobody was mailed: the client has no address';
    say(`Ticket #${number} opened, ${mailed}`, [{ label: 'Open', onChoose: open }]);
    onClose();
    return undefined;
  });
  return (
    <Dialog title="Open new ticket" onClose={close}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive} onTyped={setTyped}>
        <DialogBody>
          <Faces asked={asked} rows={5}>
            {(client) => <Fields client={client} faults={refused?.faults} />}
          </Faces>
        </DialogBody>
        <DialogFoot>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Open ticket
          </Button>
        </DialogFoot>
      </Form>
      {question}
    </Dialog>
  );
}

interface FieldsProps {
  client: NonNullable<TicketOfferQuery['client']>;
  faults: Faults | undefined;
}

function Fields({ client, faults }: FieldsProps) {
  const address = client.defaultEmail?.address ?? client.loginEmail;
  const orders = client.orders?.nodes ?? [];
  return (
    <div className="stack">
      {address ? (
        <p className="muted">
          For <bdi>{client.displayName}</bdi>, mailed to <bdi>{address}</bdi>
        </p>
      ) : (
        <Notice tone="warn">
          <bdi>{client.displayName}</bdi> has no email address: the ticket opens, and nobody is mailed.
        </Notice>
      )}
      <TextField
        label="Subject"
        name="subject"
        maxLength={200}
        autoComplete="off"
        autoFocus
        error={faults?.get('subject')}
      />
      <Field label="Message" error={faults?.get('message')}>
        {(given) => (
          <textarea {...given} name="message" className="input ticket-write" dir="auto" rows={6} maxLength={10_000} />
        )}
      </Field>
      {orders.length > 0 && (
        <SelectField label="Related order" name="orderId" optional error={faults?.get('orderId')}>
          <option value="">None</option>
          {orders.map(({ id, number, placedAt }) => (
            <option key={id} value={id}>
              {orderWords(number)}, {formatDate(placedAt)}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
