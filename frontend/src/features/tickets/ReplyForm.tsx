import { useRef, useState } from 'react';
import { LeaveGuard } from '@/features/unsaved/LeaveGuard';
import { ReplyTicketDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { say } from '@/ui/toastList';

interface Props {
  ticket: { id: string; version: number; client: { id: string } };
}

/** Answers, and closes with it if wanted. Who is later than somebody else is told, and keeps what was typed. */
export function ReplyForm({ ticket }: Props) {
  const key = useRef(crypto.randomUUID());
  const [text, setText] = useState('');
  const [begun, setBegun] = useState(ticket.version);
  const write = (now: string) => {
    if (text === '') setBegun(ticket.version);
    setText(now);
  };
  const { run, forgive, waiting, refused } = useAct(async (close: boolean) => {
    const input = { id: ticket.id, message: text, version: ticket.version, close };
    const { replyTicket: answer } = await ask(ReplyTicketDocument, { input, idempotencyKey: key.current });
    if (answer.__typename === 'StaleVersion') {
      await clientChanged(ticket.client.id);
      return refusal('Somebody was faster. Read what is new above, then send again if it still holds.');
    }
    if (answer.__typename !== 'Ticket') return refusalOf(answer);
    key.current = crypto.randomUUID();
    setText('');
    say(close ? 'Answered and closed' : 'Answered');
    await clientChanged(ticket.client.id);
    return undefined;
  });
  const isOvertaken = text.trim() !== '' && begun !== ticket.version && !refused;
  return (
    <Form className="ticket-reply" onSubmit={() => run(false)} refused={refused} onForgive={forgive}>
      {isOvertaken && (
        <Notice tone="warn" live>
          This ticket has changed since you began to write. Read what is new above before you send.
        </Notice>
      )}
      <Field label="Your answer" error={refused?.faults.get('message')}>
        {(given) => (
          <textarea
            {...given}
            name="message"
            className="input ticket-write"
            dir="auto"
            rows={4}
            value={text}
            onChange={(event) => write(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" look="primary" waiting={waiting}>
          Send
        </Button>
        <Button waiting={waiting} onClick={() => run(true)}>
          Send and close
        </Button>
      </div>
      <LeaveGuard when={text.trim() !== ''} title="Leave without sending the answer?" />
    </Form>
  );
}
