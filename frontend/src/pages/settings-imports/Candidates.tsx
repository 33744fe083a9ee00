import type { RowDecision, StagedRowFragment } from '@/generated/graphql';
import { useAct } from '@/lib/useAct';
import { Named } from '@/pages/settings-imports/Named';
import { decideRow } from '@/pages/settings-imports/rowActs';
import { Button } from '@/ui/Button';

interface Props {
  importId: string;
  row: StagedRowFragment;
  isEditable: boolean;
}

/** Whom a row could mean, and the decision: one of them, somebody new; skipping is beside the row. */
export function Candidates({ importId, row: { line, candidates }, isEditable }: Props) {
  const { run, waiting } = useAct((decision: RowDecision, clientId?: string) =>
    decideRow(importId, line, decision, clientId),
  );
  return (
    <>
      <p>{candidates.length > 1 ? 'It could be any of these.' : 'This client is here already.'}</p>
      <ul aria-label={`Clients whom line ${line} could mean`}>
        {candidates.map(({ id, client }) => (
          <li key={id} className="row">
            {client ? <Named client={client} /> : 'A client whom you may not see'}
            {isEditable && client && (
              <Button
                waiting={waiting}
                aria-label={`Update this client: ${client.displayName}, line ${line}`}
                onClick={() => void run('UPDATE', client.id)}
              >
                Update this client
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isEditable && (
        <div>
          <Button
            waiting={waiting}
            aria-label={`It is somebody else: add a client, line ${line}`}
            onClick={() => void run('CREATE')}
          >
            It is somebody else: add a client
          </Button>
        </div>
      )}
    </>
  );
}

/** What staff decided of a row can be taken back. */
export function Decided({ importId, row: { line } }: Omit<Props, 'isEditable'>) {
  const { run, waiting } = useAct(() => decideRow(importId, line, 'ASK'));
  return (
    <p className="row">
      Decided by staff.
      <Button look="quiet" waiting={waiting} aria-label={`Decide anew: line ${line}`} onClick={() => void run()}>
        Decide anew
      </Button>
    </p>
  );
}
