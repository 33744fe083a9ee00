import { Link } from '@tanstack/react-router';
import { TicketRows } from '@/features/tickets/TicketRows';
import { ClientTicketsDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';

const LATEST = 4;

/** The tickets of a client that are not done. */
export default function OpenTickets({ clientId }: { clientId: string }) {
  const asked = useAnswer(ClientTicketsDocument, { id: clientId, first: LATEST, status: ['OPEN', 'WAITING'] });
  const all = (
    <Link to="/clients/$clientId/$tab" params={{ clientId, tab: 'tickets' }} resetScroll={false}>
      See all<span className="visually-hidden"> tickets</span>
    </Link>
  );
  return (
    <Panel title="Open tickets" aside={all}>
      <Faces
        asked={{ ...asked, data: asked.data?.client?.tickets.nodes }}
        rows={2}
        empty={{ when: (tickets) => tickets.length === 0, face: <Empty title="No ticket is open" /> }}
      >
        {(tickets) => <TicketRows tickets={tickets} />}
      </Faces>
    </Panel>
  );
}
