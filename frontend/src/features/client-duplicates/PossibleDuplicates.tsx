import { reasonWords } from '@/features/client-duplicates/reasonWords';
import { useDuplicateActs } from '@/features/client-duplicates/useDuplicateActs';
import { ClientLink } from '@/features/clients/ClientLink';
import { numberWords } from '@/features/clients/words';
import { usePermission } from '@/features/session/session';
import { ClientDuplicatesDocument, type DuplicateFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/Failed';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import '@/features/client-duplicates/duplicates.css';

type Acts = ReturnType<typeof useDuplicateActs>;
type Found = DuplicateFragment & { client: NonNullable<DuplicateFragment['client']> };

/** Who may be the same client entered twice. There is nothing to see where nobody is. */
export default function PossibleDuplicates({ clientId }: { clientId: string }) {
  const asked = useAnswer(ClientDuplicatesDocument, { id: clientId });
  const acts = useDuplicateActs(clientId);
  const found = (asked.data?.possibleDuplicates ?? []).filter((one): one is Found => one.client !== null);
  const open = found.filter(({ dismissedAt }) => dismissedAt === null);
  const dismissed = found.filter(({ dismissedAt }) => dismissedAt !== null);
  if (asked.error && found.length === 0) {
    return (
      <Panel title="Needs attention" className="attention">
        <Failed error={asked.error} onRetry={asked.refetch} />
      </Panel>
    );
  }
  if (found.length === 0) return null;
  return (
    <Panel title={open.length > 0 ? 'Needs attention' : 'Looks like others'} className="attention">
      <ul>
        {open.map((one) => (
          <Duplicate key={one.client.id} found={one} acts={acts} />
        ))}
      </ul>
      {dismissed.length > 0 && <Dismissed found={dismissed} acts={acts} isOpen={open.length === 0} />}
    </Panel>
  );
}

function Duplicate({ found: { client, certainty, reasons }, acts }: { found: Found; acts: Acts }) {
  const mayChange = usePermission('client.update');
  return (
    <li className="duplicate">
      <div>
        <p>
          {certainty === 'EXACT' ? 'Possible duplicate of ' : 'May be a duplicate of '}
          <ClientLink id={client.id}>{client.displayName || 'No name'}</ClientLink>{' '}
          <span className="muted">{numberWords(client.number)}</span>
        </p>
        <p className="muted">
          {reasonWords(reasons)}: <bdi>{[...new Set(reasons.map(({ text }) => text))].join(' · ')}</bdi>
        </p>
      </div>
      <div className="row">
        <ClientLink id={client.id} className="button button-secondary">
          Open<span className="visually-hidden"> {client.displayName}</span>
        </ClientLink>
        {mayChange && (
          <Button look="quiet" onClick={() => acts.dismiss(client)}>
            Not a duplicate<span className="visually-hidden"> {client.displayName}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

function Dismissed({ found, acts, isOpen }: { found: Found[]; acts: Acts; isOpen: boolean }) {
  const mayChange = usePermission('client.update');
  return (
    <details className="dismissed" open={isOpen || undefined}>
      <summary>Said not to be the same ({found.length})</summary>
      <ul>
        {found.map(({ client, dismissedAt, dismissedBy, reasons }) => (
          <li key={client.id} className="duplicate">
            <p>
              <ClientLink id={client.id}>{client.displayName || 'No name'}</ClientLink>{' '}
              <span className="muted">
                ({reasonWords(reasons)}) · <bdi>{dismissedBy}</bdi>
                {dismissedAt && (
                  <>
                    {' · '}
                    <Time at={dismissedAt} relative />
                  </>
                )}
              </span>
            </p>
            {mayChange && (
              <Button look="quiet" onClick={() => acts.reopen(client)}>
                Take back<span className="visually-hidden"> {client.displayName}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
