import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { TicketRows } from '@/features/tickets/TicketRows';
import { TICKET_STATUS_WORDS } from '@/features/tickets/words';
import { ClientNamesDocument, type TicketStatus, TicketsDocument } from '@/generated/graphql';
import { useAnswer, usePages } from '@/lib/asking';
import { StatusNav } from '@/pages/tickets/StatusNav';
import type { TicketsSearch } from '@/pages/tickets/search';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import { SearchField } from '@/ui/SearchField';

const REFRESH_MS = 30_000;

/** What clients ask for: first what staff have to answer. */
export function TicketsPage() {
  const search = useSearch({ from: '/staff/tickets' });
  const { show = 'OPEN', q, client } = search;
  const status: TicketStatus[] | undefined = show === 'ALL' ? undefined : [show];
  const variables = { status, search: q, clientId: client };
  const list = usePages(TicketsDocument, variables, (answer) => answer.tickets, { refetchInterval: REFRESH_MS });
  const navigate = useNavigate();
  const find = useCallback(
    (text: string) =>
      void navigate({
        to: '/tickets',
        search: (now) => ({ ...now, q: text || undefined }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const shown = show === 'ALL' ? 'All' : TICKET_STATUS_WORDS[show];
  return (
    <>
      <PageHeader title="Tickets" windowTitle={`Tickets (${shown})`} />
      <div className="stack">
        <div className="row">
          <StatusNav {...search} />
          <SearchField what="Tickets" placeholder="Search subject or number" value={q ?? ''} onSearch={find} />
        </div>
        {client && <OfClient id={client} />}
        <section className="panel" aria-label="List of tickets">
          <Faces
            asked={{ ...list, data: list.nodes }}
            rows={8}
            empty={{ when: (tickets) => tickets.length === 0, face: <NoTickets {...search} /> }}
          >
            {(tickets) => (
              <>
                <TicketRows tickets={tickets} withClient />
                <ReadOn paged={list} label="Show older tickets" />
              </>
            )}
          </Faces>
        </section>
      </div>
    </>
  );
}

/** Says whose tickets alone are listed, and leads back to everybody's. */
function OfClient({ id }: { id: string }) {
  const client = useAnswer(ClientNamesDocument, { ids: [id] }).data?.clients.nodes[0];
  return (
    <p>
      Only tickets of{' '}
      <Link to="/clients/$clientId/$tab" params={{ clientId: id, tab: 'tickets' }}>
        <bdi>{client?.displayName || 'one client'}</bdi>
      </Link>
      {' · '}
      <Link to="/tickets" search={(now) => ({ ...now, client: undefined })}>
        Show everybody's
      </Link>
    </p>
  );
}

function NoTickets({ show, q, client }: TicketsSearch) {
  if (q !== undefined || client !== undefined || show)
    return (
      <Empty title="No ticket matches">
        <Link to="/tickets" search={{}}>
          Show what is open
        </Link>
      </Empty>
    );
  return (
    <Empty title="Nothing to answer">
      Tickets come here when a client writes one at the store, or answers. You open one from a client's page: Manage
      client, Open new ticket.
    </Empty>
  );
}
