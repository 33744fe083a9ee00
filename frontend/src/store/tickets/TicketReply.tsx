import { useEffect, useRef, useState } from 'react';
import {
  StoreCloseTicketDocument,
  StoreReopenTicketDocument,
  StoreReplyTicketDocument,
  type StoreTicketQuery,
} from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { whyNot } from '@/store/acting/acting';
import { Why } from '@/store/acting/Why';
import { DOOR } from '@/store/door';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';

interface Props {
  ticket: NonNullable<StoreTicketQuery['ticket']>;
  onDone: () => Promise<void>;
}

/** The client's answer, and whether the matter is done. */
export function TicketReply({ ticket, onDone }: Props) {
  return ticket.status === 'CLOSED' ? (
    <div className="store-reply">
      <p className="muted">This ticket is closed. If it is not done for you, open it again and write to us.</p>
      <Turn ticket={ticket} onDone={onDone} />
    </div>
  ) : (
    <Answer ticket={ticket} onDone={onDone} />
  );
}

function Answer({ ticket, onDone }: Props) {
  const key = useRef(crypto.randomUUID());
  const [text, setText] = useState('');
  useLeaving(text.trim() !== '');
  const { run, forgive, waiting, refused } = useAct(async () => {
    const input = { id: ticket.id, message: text, version: ticket.version };
    const { replyTicket: answer } = await ask(StoreReplyTicketDocument, { input, idempotencyKey: key.current }, DOOR);
    if (answer.__typename === 'StaleVersion') {
      await onDone();
      return refusal('There is something new above. Read it, then send again if it still holds.');
    }
    if (answer.__typename !== 'Ticket') return refusalOf(answer);
    key.current = crypto.randomUUID();
    setText('');
    await onDone();
    return undefined;
  });
  return (
    <Form className="store-reply" onSubmit={() => run()} refused={refused} onForgive={forgive}>
      <Field label="Your answer" error={refused?.faults.get('message')}>
        {(given) => (
          <textarea
            {...given}
            name="message"
            className="input store-write"
            dir="auto"
            rows={4}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" look="primary" waiting={waiting} unavailable={whyNot('change')}>
          Send
        </Button>
        {text.trim() === '' && <Turn ticket={ticket} onDone={onDone} />}
      </div>
      <Why wish="change" />
    </Form>
  );
}

/** Says that the matter is done, or that it is not after all. */
function Turn({ ticket: { id, status, version }, onDone }: Props) {
  const isClosed = status === 'CLOSED';
  const { run, waiting, refused } = useAct(async () => {
    const answer = isClosed
      ? (await ask(StoreReopenTicketDocument, { input: { id } }, DOOR)).reopenTicket
      : (await ask(StoreCloseTicketDocument, { input: { id, version } }, DOOR)).closeTicket;
    await onDone();
    if (answer.__typename === 'StaleVersion') return refusal('There is something new above. Read it before you close.');
    return answer.__typename === 'Ticket' ? undefined : refusal(answer.message);
  });
  return (
    <>
      <Button waiting={waiting} unavailable={whyNot('change')} onClick={() => run()}>
        {isClosed ? 'Reopen ticket' : 'Close ticket'}
      </Button>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
    </>
  );
}

/** The browser asks before what was typed goes. */
function useLeaving(isTyped: boolean) {
  useEffect(() => {
    if (!isTyped) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isTyped]);
}
