import { useState } from 'react';
import UndoDialog from '@/features/client-merge/UndoDialog';
import { countWords, partyWords, told } from '@/features/client-merge/words';
import { ClientLink } from '@/features/clients/ClientLink';
import type { MergeDoneFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';

/** What has happened, and the way back. */
export function MergeResult({ done }: { done: MergeDoneFragment }) {
  const [isUndoing, setUndoing] = useState(false);
  const { sources, destination: survivor, undoneAt, canUndo } = done;
  const isUndone = undoneAt !== null;
  const [again, partOf] =
    sources.length > 1 ? ['stand again beside', 'are now part of'] : ['stands again beside', 'is now part of'];
  return (
    <Panel title={isUndone ? 'The merge was undone' : 'Merged'}>
      <Notice live>
        {sources.map(partyWords).join(', ')} {isUndone ? again : partOf} {partyWords(survivor)}.
      </Notice>
      {!isUndone && (
        <ul className="merge-moves">
          {told(done.moves).map((one) => (
            <li key={one.kind}>{countWords(one)}</li>
          ))}
          {canUndo && (
            <li className="muted">
              Can be undone until <Time at={done.undoableUntil} />
            </li>
          )}
        </ul>
      )}
      <div className="merge-foot">
        {canUndo && <Button onClick={() => setUndoing(true)}>Undo the merge</Button>}
        <ClientLink id={survivor.id} className="button button-primary">
          Open {survivor.displayName || 'the client'}
        </ClientLink>
      </div>
      {isUndoing && <UndoDialog mergeId={done.id} onClose={() => setUndoing(false)} />}
    </Panel>
  );
}
