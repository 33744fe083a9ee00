import { useState } from 'react';
import { AccountServicesDocument } from '@/generated/graphql';
import { formatDate } from '@/lib/formats';
import { useAsked } from '@/store/useAsked';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import '@/store/account/account.css';

/** What runs for the client, and until when: page after page. */
export function ServicesPanel() {
  const [pages, setPages] = useState<(string | null)[]>([null]);
  return (
    <Panel title="Services">
      {pages.map((after, place) => (
        <Page key={after} after={after} onMore={place === pages.length - 1 && ((next) => setPages([...pages, next]))} />
      ))}
    </Panel>
  );
}

function Page({ after, onMore }: { after: string | null; onMore: false | ((next: string) => void) }) {
  const asked = useAsked(AccountServicesDocument, { after });
  const data = asked.data?.viewer.client?.services;
  const nothing = <Empty title="Nothing is running" />;
  return (
    <Faces asked={{ ...asked, data }} rows={2} empty={{ when: ({ nodes }) => nodes.length === 0, face: nothing }}>
      {({ nodes, pageInfo }) => (
        <>
          <ul className="account-list">
            {nodes.map(({ id, status, runsUntil, endedAt, product }) => (
              <li key={id} className="account-line">
                <strong dir="auto">{product.name}</strong>
                <span className="account-amount muted">{words(status, runsUntil, endedAt)}</span>
              </li>
            ))}
          </ul>
          {onMore && pageInfo.hasNextPage && (
            <Button onClick={() => onMore(pageInfo.endCursor ?? '')}>Show more services</Button>
          )}
        </>
      )}
    </Faces>
  );
}

function words(status: string, until: string | null | undefined, endedAt: string | null | undefined): string {
  if (status === 'ENDED') return endedAt ? `Ended ${formatDate(endedAt)}` : 'Ended';
  return until ? `Runs until ${formatDate(`${until}T12:00:00`)}` : 'Runs';
}
