import { useState } from 'react';
import { AccountAccessDocument, type AccountAccessQuery } from '@/generated/graphql';
import { formatClock, formatDate, formatExact } from '@/lib/formats';
import { useAsked } from '@/store/useAsked';
import { Button } from '@/ui/Button';
import { Faces, Panel } from '@/ui/Panel';

type Client = NonNullable<AccountAccessQuery['viewer']['client']>;
type Accessed = Client['impersonations']['nodes'][number];

const DID = { FULL: 'could do all but what is yours alone', VIEW: 'could look', ORDER: 'could order for you' } as const;

/** Who of staff, or that the parent, was in the account, when, and how far they could go. */
export function AccessPanel() {
  const [pages, setPages] = useState<(string | null)[]>([null]);
  return (
    <Panel title="Who accessed my account">
      {pages.map((after, place) => (
        <Page key={after} after={after} onMore={place === pages.length - 1 && ((next) => setPages([...pages, next]))} />
      ))}
    </Panel>
  );
}

function Page({ after, onMore }: { after: string | null; onMore: false | ((next: string) => void) }) {
  const asked = useAsked(AccountAccessDocument, { after });
  const data = asked.data?.viewer.client?.impersonations;
  const nobody = <p className="muted">Nobody but you.</p>;
  return (
    <Faces asked={{ ...asked, data }} rows={2} empty={{ when: ({ nodes }) => nodes.length === 0, face: nobody }}>
      {({ nodes, pageInfo }) => (
        <>
          <ul className="store-accesses">
            {nodes.map((access) => (
              <Access key={access.id} access={access} />
            ))}
          </ul>
          {onMore && pageInfo.hasNextPage && (
            <Button onClick={() => onMore(pageInfo.endCursor ?? '')}>Show who came before</Button>
          )}
        </>
      )}
    </Faces>
  );
}

function Access({ access }: { access: Accessed }) {
  const { kind, staffName, mode, startedAt, expiresAt, endedAt, isLive } = access;
  return (
    <li>
      <bdi>{staffName}</bdi>
      {kind === 'PARENT' ? ', your parent account,' : ' from support'} {DID[mode]}.{' '}
      <span className="muted">
        {formatDate(startedAt)}, <Clock at={startedAt} /> to {isLive ? 'now' : <Clock at={endedAt ?? expiresAt} />}
      </span>
    </li>
  );
}

function Clock({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatClock(at)}
    </time>
  );
}
