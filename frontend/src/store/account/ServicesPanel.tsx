import { AccountServicesDocument } from '@/generated/graphql';
import { formatDate } from '@/lib/formats';
import { useAsked } from '@/store/useAsked';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import '@/store/account/account.css';

/** What runs for the client, and until when. */
export function ServicesPanel() {
  const asked = useAsked(AccountServicesDocument, {});
  const nothing = <Empty title="Nothing is running" />;
  return (
    <Panel title="Services">
      <Faces
        asked={asked}
        rows={2}
        empty={{ when: ({ viewer }) => viewer.client?.services.nodes.length === 0, face: nothing }}
      >
        {({ viewer }) => (
          <ul className="account-list">
            {viewer.client?.services.nodes.map(({ id, status, runsUntil, endedAt, product }) => (
              <li key={id} className="account-line">
                <strong dir="auto">{product.name}</strong>
                <span className="account-amount muted">{words(status, runsUntil, endedAt)}</span>
              </li>
            ))}
          </ul>
        )}
      </Faces>
    </Panel>
  );
}

function words(status: string, until: string | null | undefined, endedAt: string | null | undefined): string {
  if (status === 'ENDED') return endedAt ? `Ended ${formatDate(endedAt)}` : 'Ended';
  return until ? `Runs until ${formatDate(`${until}T12:00:00`)}` : 'Runs';
}
