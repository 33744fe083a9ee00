import { useState } from 'react';
import { StoreTicketDocument, type StoreTicketQuery } from '@/generated/graphql';
import { isSignedOut } from '@/lib/errors';
import { TicketReply } from '@/store/tickets/TicketReply';
import { STATUS_TONES, STATUS_WORDS } from '@/store/tickets/words';
import { useAsked } from '@/store/useAsked';
import { toSignIn } from '@/store/wayBack';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import '@/store/tickets/tickets.css';

type Ticket = NonNullable<StoreTicketQuery['ticket']>;

const PAGE = 50;
const MOST = 250;

/** One ticket: what was said, and the client's answer. */
export default function TicketPage({ id }: { id: string }) {
  const [first, setFirst] = useState(PAGE);
  const asked = useAsked(StoreTicketDocument, { id, first });
  if (isSignedOut(asked.error)) toSignIn();
  const hasOlder = first < MOST && (asked.data?.ticket?.messages.totalCount ?? 0) > first;
  return (
    <div className="store-column">
      <a href="/store/tickets">All tickets</a>
      <Faces
        asked={asked}
        rows={8}
        empty={{
          when: ({ ticket }) => ticket === null,
          face: <Empty title="There is no such ticket">It may belong to another account.</Empty>,
        }}
      >
        {({ ticket }) =>
          ticket && (
            <article className="store-panels">
              <Title ticket={ticket} />
              <section className="panel" aria-label="Conversation">
                {hasOlder && (
                  <Button waiting={asked.isPlaceholderData} onClick={() => setFirst(Math.min(first + PAGE, MOST))}>
                    Show what was said before
                  </Button>
                )}
                <Talk ticket={ticket} />
                <TicketReply key={ticket.id} ticket={ticket} onDone={asked.refetch} />
              </section>
            </article>
          )
        }
      </Faces>
    </div>
  );
}

function Title({ ticket }: { ticket: Ticket }) {
  return (
    <header className="store-ticket-head">
      <h1 dir="auto">{ticket.subject}</h1>
      <p className="row muted">
        <Badge tone={STATUS_TONES[ticket.status]}>{STATUS_WORDS[ticket.status]}</Badge>
        <span>Ticket #{ticket.number}</span>
        {ticket.order && <span>Order {ticket.order.number}</span>}
      </p>
    </header>
  );
}

function Talk({ ticket }: { ticket: Ticket }) {
  return (
    <ol className="store-talk" aria-label="Messages">
      {[...ticket.messages.nodes].reverse().map(({ id, text, fromClient, author, at }) => (
        <li key={id} className={fromClient ? 'store-said store-said-own' : 'store-said'}>
          <p className="muted">
            <bdi>{fromClient && author.kind === 'CLIENT' ? 'You' : author.name || 'Support'}</bdi> ·{' '}
            <Time at={at} relative />
          </p>
          <p className="store-words" dir="auto">
            {text}
          </p>
        </li>
      ))}
    </ol>
  );
}
