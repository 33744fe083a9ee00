import { Link, useParams } from '@tanstack/react-router';
import { ClientLink } from '@/features/clients/ClientLink';
import { orderWords } from '@/features/orders/words';
import { usePermission } from '@/features/session/session';
import { Conversation } from '@/features/tickets/Conversation';
import { ReplyForm } from '@/features/tickets/ReplyForm';
import { TicketStatusBadge } from '@/features/tickets/TicketStatusBadge';
import { useTicketActs } from '@/features/tickets/useTicketActs';
import { ticketWords } from '@/features/tickets/words';
import { TicketDocument, type TicketQuery, type TicketSaidFragment } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Notice } from '@/ui/Notice';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { type Paged, ReadOn } from '@/ui/ReadOn';
import { Time } from '@/ui/Time';
import '@/features/tickets/tickets.css';

type Ticket = NonNullable<TicketQuery['ticket']>;

const REFRESH_MS = 20_000;

/** One ticket: what was said, and the answer to it. */
export function TicketPage() {
  const { ticketId } = useParams({ from: '/staff/tickets/$ticketId' });
  const seesOrders = usePermission('order.read');
  const asked = usePages(TicketDocument, { id: ticketId, seesOrders }, ({ ticket }) => ticket?.messages, {
    refetchInterval: REFRESH_MS,
  });
  const ticket = asked.data?.pages[0]?.ticket;
  return (
    <>
      <PageHeader
        key={ticketId}
        title={ticket?.subject ?? 'Ticket'}
        windowTitle={ticket ? `${ticketWords(ticket.number)}: ${ticket.subject}` : 'Ticket'}
        crumbs={<Link to="/tickets">Tickets</Link>}
      >
        {ticket?.client.viewerCan.openTicket && <Turn ticket={ticket} />}
      </PageHeader>
      <Faces
        asked={{ ...asked, data: asked.data && { ticket: ticket ?? null } }}
        rows={8}
        empty={{
          when: (found) => found.ticket === null,
          face: <Empty title="There is no such ticket">The address may have been cut off.</Empty>,
        }}
      >
        {(found) => found.ticket && <Found ticket={found.ticket} messages={asked.nodes ?? []} older={asked} />}
      </Faces>
    </>
  );
}

function Found({ ticket, messages, older }: { ticket: Ticket; messages: TicketSaidFragment[]; older: Paged }) {
  const mayWrite = ticket.client.viewerCan.openTicket;
  return (
    <div className="stack">
      <p className="ticket-facts">
        <TicketStatusBadge status={ticket.status} />
        <span className="muted">{ticketWords(ticket.number)}</span>
        <ClientLink id={ticket.client.id}>
          <bdi>{ticket.client.displayName || 'No name'}</bdi>
        </ClientLink>
        {ticket.order && (
          <Link to="/clients/$clientId/$tab" params={{ clientId: ticket.client.id, tab: 'orders' }}>
            {orderWords(ticket.order.number)}
          </Link>
        )}
        <span className="muted">
          opened <Time at={ticket.createdAt} relative />
        </span>
        {ticket.closedAt && (
          <span className="muted">
            closed <Time at={ticket.closedAt} relative />
          </span>
        )}
      </p>
      <section className="panel" aria-label="Conversation">
        <ReadOn paged={older} label="Show what was said before" />
        <Conversation messages={messages} />
        {mayWrite && <Foot ticket={ticket} />}
      </section>
    </div>
  );
}

function Foot({ ticket }: { ticket: Ticket }) {
  if (ticket.status === 'CLOSED') return <p className="muted">This ticket is closed. Reopen it to write in it.</p>;
  const isReached = ticket.client.defaultEmail ?? ticket.client.loginEmail;
  return (
    <>
      {!isReached && (
        <Notice tone="warn">This client has no email address, so nobody will be mailed what you write.</Notice>
      )}
      <ReplyForm key={ticket.id} ticket={ticket} />
    </>
  );
}

/** Closes the ticket, or opens it again. */
function Turn({ ticket }: { ticket: Ticket }) {
  const { run, waiting, refused } = useTicketActs(ticket);
  return (
    <>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <Button waiting={waiting} onClick={() => run()}>
        {ticket.status === 'CLOSED' ? 'Reopen ticket' : 'Close ticket'}
      </Button>
    </>
  );
}
