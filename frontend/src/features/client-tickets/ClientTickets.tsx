import { Link } from '@tanstack/react-router';
import { TicketRows } from '@/features/tickets/TicketRows';
import { ClientTicketsDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

const PAGE = 25;

/** Everything a client and staff talked about. */
export default function ClientTickets({ clientId }: { clientId: string }) {
  const asked = usePages(ClientTicketsDocument, { id: clientId, first: PAGE }, ({ client }) => client?.tickets);
  const mayOpen = asked.data?.pages[0]?.client?.viewerCan.openTicket === true;
  const inList = (
    <Link to="/tickets" search={{ client: clientId, show: 'ALL' }}>
      Search these
    </Link>
  );
  return (
    <Panel title="Tickets" aside={inList}>
      <Faces
        asked={{ ...asked, data: asked.nodes }}
        rows={6}
        empty={{
          when: (tickets) => tickets.length === 0,
          face: (
            <Empty title="No tickets yet">
              {mayOpen
                ? 'Open ticket, above, writes to this client and keeps what comes back.'
                : 'What this client asks for, and is asked, appears here.'}
            </Empty>
          ),
        }}
      >
        {(tickets) => (
          <>
            <TicketRows tickets={tickets} />
            <ReadOn paged={asked} label="Show older" />
          </>
        )}
      </Faces>
    </Panel>
  );
}
