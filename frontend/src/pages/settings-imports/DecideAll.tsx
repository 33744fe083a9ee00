import { useState } from 'react';
import type { ImportCardFragment, RowDecision } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { decideAll } from '@/pages/settings-imports/rowActs';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Notice } from '@/ui/Notice';

type Decision = Exclude<RowDecision, 'ASK'>;

const WORDS: Record<Decision, [act: string, follows: string]> = {
  UPDATE: [
    'Update them all',
    'Each client found becomes what its row says. Rows that could mean several clients stay as they are.',
  ],
  CREATE: [
    'Add them all anew',
    'Each row adds a client beside those who are here. Rows whose external id or login is another client’s are refused.',
  ],
  SKIP: ['Skip them all', 'These rows are left out of the import.'],
};

/** Settles all rows alike that wait for a decision; each can be settled by itself in the table. */
export function DecideAll({ work }: { work: ImportCardFragment }) {
  const [asked, setAsked] = useState<Decision>();
  const rows = counted(work.counts.ambiguous, 'row');
  const act = async (decision: Decision) => {
    const refused = await decideAll(work.id, decision);
    if (!refused) setAsked(undefined);
    return refused;
  };
  return (
    <Notice tone="warn">
      <p>{rows} could mean a client who is here. Decide line by line, or for all of them at once:</p>
      <div className="row">
        {(Object.keys(WORDS) as Decision[]).map((decision) => (
          <Button key={decision} onClick={() => setAsked(decision)}>
            {WORDS[decision][0]}
          </Button>
        ))}
      </div>
      {asked && (
        <ConfirmDialog
          title={`${WORDS[asked][0]}?`}
          act={WORDS[asked][0]}
          look="primary"
          onAct={() => act(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>
            {rows}. {WORDS[asked][1]} Nothing is written before you commit.
          </p>
        </ConfirmDialog>
      )}
    </Notice>
  );
}
