import { AccountAccessDocument } from '@/generated/graphql';
import { formatClock, formatDate, formatExact } from '@/lib/formats';
import { useAsked } from '@/store/useAsked';
import { Faces, Panel } from '@/ui/Panel';

const DID = { FULL: 'could do all but what is yours alone', VIEW: 'could look', ORDER: 'could order for you' } as const;

/** Who of staff, or that the parent, was in the account, when, and how far they could go. */
export function AccessPanel() {
  const asked = useAsked(AccountAccessDocument, {});
  return (
    <Panel title="Who accessed my account">
      <Faces asked={asked} rows={2}>
        {({ viewer: { client } }) => {
          const found = client?.impersonations.nodes ?? [];
          if (found.length === 0) return <p className="muted">Nobody but you.</p>;
          return (
            <ul className="store-accesses">
              {found.map(({ id, kind, staffName, mode, startedAt, expiresAt, endedAt, isLive }) => (
                <li key={id}>
                  <bdi>{staffName}</bdi>
                  {kind === 'PARENT' ? ', your parent account,' : ' from support'} {DID[mode]}.{' '}
                  <span className="muted">
                    {formatDate(startedAt)}, <Clock at={startedAt} /> to{' '}
                    {isLive ? 'now' : <Clock at={endedAt ?? expiresAt} />}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Faces>
    </Panel>
  );
}

function Clock({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatClock(at)}
    </time>
  );
}
