import { useRef } from 'react';
import { StoreOpenTicketDocument, StoreTicketOrdersDocument } from '@/generated/graphql';
import { formatDate } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { whyNot } from '@/store/acting/acting';
import { Why } from '@/store/acting/Why';
import { DOOR } from '@/store/door';
import { useAsked } from '@/store/useAsked';
import { toSignIn } from '@/store/wayBack';
import { Button } from '@/ui/Button';
import { Field, SelectField, TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import '@/store/tickets/tickets.css';

/** Asks us something. */
export default function NewTicketPage() {
  const key = useRef(crypto.randomUUID());
  const asked = useAsked(StoreTicketOrdersDocument, {});
  if (asked.data && !asked.data.viewer.client) toSignIn();
  const orders = asked.data?.viewer.client?.orders.nodes ?? [];
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const orderId = String(typed.get('orderId') ?? '');
    const words = { subject: String(typed.get('subject') ?? ''), message: String(typed.get('message') ?? '') };
    const variables = { input: { ...words, ...(orderId && { orderId }) }, idempotencyKey: key.current };
    const { openTicket: answer } = await ask(StoreOpenTicketDocument, variables, DOOR);
    if (answer.__typename !== 'OpenedTicket') return refusalOf(answer);
    window.location.assign(`/store/tickets/${answer.ticket.id}`);
    return undefined;
  });
  return (
    <>
      <h1>New ticket</h1>
      <Form className="store-form" onSubmit={run} refused={refused} onForgive={forgive}>
        <TextField
          label="Subject"
          name="subject"
          maxLength={200}
          autoComplete="off"
          error={refused?.faults.get('subject')}
        />
        <Field label="Message" error={refused?.faults.get('message')}>
          {(given) => (
            <textarea {...given} name="message" className="input store-write" dir="auto" rows={7} maxLength={10_000} />
          )}
        </Field>
        {orders.length > 0 && (
          <SelectField label="About which order" name="orderId" optional error={refused?.faults.get('orderId')}>
            <option value="">None</option>
            {orders.map(({ id, number, placedAt }) => (
              <option key={id} value={id}>
                Order {number}, {formatDate(placedAt)}
              </option>
            ))}
          </SelectField>
        )}
        <Button type="submit" look="primary" waiting={waiting} unavailable={whyNot('change')}>
          Send
        </Button>
        <Why wish="change" />
      </Form>
      <a href="/store/tickets">All tickets</a>
    </>
  );
}
