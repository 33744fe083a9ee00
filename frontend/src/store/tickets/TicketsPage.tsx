import { useState } from 'react';
import { type StoreTicketFactsFragment, StoreTicketsDocument } from '@/generated/graphql';
import { STATUS_TONES, STATUS_WORDS } from '@/store/tickets/words';
import { useAsked } from '@/store/useAsked';
import { toSignIn } from '@/store/wayBack';
import { Badge } from '@/ui/Badge';
import { Button, buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import '@/store/tickets/tickets.css';

const PAGE = 20;
const MOST = 250;

/** What the client and we talk about: first what happened last. */
export default function TicketsPage() {
  const [first, setFirst] = useState(PAGE);
  const asked = useAsked(StoreTicketsDocument, { first });
  if (asked.data && !asked.data.viewer.client) toSignIn();
  return (
    <div className="store-column">
      <header className="store-title">
        <h1>Tickets</h1>
        <a className={buttonClass('primary')} href="/store/tickets/new">
          New ticket
        </a>
      </header>
      <Faces
        asked={{ ...asked, data: asked.data?.viewer.client?.tickets }}
        rows={6}
        empty={{
          when: ({ nodes }) => nodes.length === 0,
          face: <Empty title="No tickets yet">Ask us anything: what you write and what we answer is kept here.</Empty>,
        }}
      >
        {({ nodes, totalCount }) => (
          <>
            <ul className="panel store-tickets" aria-label="Tickets">
              {nodes.map((ticket) => (
                <Row key={ticket.id} ticket={ticket} />
              ))}
            </ul>
            {totalCount > nodes.length && first < MOST && (
              <Button waiting={asked.isPlaceholderData} onClick={() => setFirst(Math.min(first + PAGE, MOST))}>
                Show older
              </Button>
            )}
          </>
        )}
      </Faces>
    </div>
  );
}

function Row({ ticket: { id, number, subject, status, updatedAt } }: { ticket: StoreTicketFactsFragment }) {
  return (
    <li>
      <a className="store-ticket" href={`/store/tickets/${id}`}>
        <span className="store-ticket-subject" dir="auto">
          {subject}
        </span>
        <Badge tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Badge>
        <span className="muted">
          #{number} · <Time at={updatedAt} relative />
        </span>
      </a>
    </li>
  );
}
