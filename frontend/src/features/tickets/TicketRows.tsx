import { Link } from '@tanstack/react-router';
import { TicketStatusBadge } from '@/features/tickets/TicketStatusBadge';
import type { TicketFactsFragment } from '@/generated/graphql';
import { Time } from '@/ui/Time';
import '@/features/tickets/tickets.css';

interface Props {
  tickets: readonly TicketFactsFragment[];
  /** Whose tickets they are is said where they are several clients'. */
  withClient?: boolean;
}

/** One link a ticket, that in which something happened last first. */
export function TicketRows({ tickets, withClient }: Props) {
  return (
    <ul className="ticket-rows" aria-label="Tickets">
      {tickets.map(({ id, number, subject, status, updatedAt, client }) => (
        <li key={id}>
          <Link
            className={withClient ? 'ticket-row ticket-row-whose' : 'ticket-row'}
            to="/tickets/$ticketId"
            params={{ ticketId: id }}
          >
            <span className="muted">#{number}</span>
            <span className="ticket-subject ellipsis" dir="auto">
              {subject}
            </span>
            {withClient && (
              <span className="ticket-client muted ellipsis" dir="auto">
                {client.displayName || 'No name'}
              </span>
            )}
            <TicketStatusBadge status={status} />
            <span className="ticket-when muted">
              <Time at={updatedAt} relative />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
