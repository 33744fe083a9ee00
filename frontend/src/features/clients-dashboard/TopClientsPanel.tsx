import { Link } from '@tanstack/react-router';
import { ClientLink } from '@/features/clients/ClientLink';
import { ClientName } from '@/features/clients/ClientName';
import { ListLink } from '@/features/clients/ListLink';
import { Amounts } from '@/features/orders/Amounts';
import { DashboardTopClientsDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import '@/features/clients-dashboard/people.css';

/** Who paid most in the store's own currency. */
export function TopClientsPanel() {
  const answer = useAnswer(DashboardTopClientsDocument, {});
  return (
    <Panel
      title="Top clients"
      aside={
        <ListLink search={{ sort: '-value' }}>
          See all<span className="visually-hidden">: Top clients</span>
        </ListLink>
      }
    >
      <Faces
        asked={{ ...answer, data: answer.data?.clientDashboard.topByValue }}
        rows={6}
        empty={{ when: (clients) => clients.length === 0, face: <Empty title="Nobody has paid yet" /> }}
      >
        {(clients) => (
          <ul className="people">
            {clients.map(({ id, displayName, orderCount, lifetimeValue }) => (
              <li key={id}>
                <ClientLink id={id} className="people-name">
                  <ClientName name={displayName} />
                </ClientLink>
                <span>
                  <Amounts of={lifetimeValue} />
                </span>
                <span className="people-end muted">
                  <Link to="/clients/$clientId/$tab" params={{ clientId: id, tab: 'orders' }}>
                    {counted(orderCount, 'order')}
                  </Link>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Faces>
    </Panel>
  );
}
