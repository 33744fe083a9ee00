import { lazy, Suspense, useState } from 'react';
import { ClientLink } from '@/features/clients/ClientLink';
import type { MergedBarFragment } from '@/generated/graphql';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Time } from '@/ui/Time';

const UndoDialog = lazy(() => part(() => import('@/features/client-merge/UndoDialog')));

/** On the page of a client who is no more: where everything went, and until when it can come back. */
export function MergedBar({ client: { mergedInto, mergedBy } }: { client: MergedBarFragment }) {
  const [isUndoing, setUndoing] = useState(false);
  if (!mergedInto) return null;
  return (
    <Notice>
      Merged into <ClientLink id={mergedInto.id}>{mergedInto.displayName || 'a client'}</ClientLink>
      {mergedBy && (
        <>
          {' on '}
          <Time at={mergedBy.at} /> by <bdi>{mergedBy.by.name}</bdi>
        </>
      )}
      {mergedBy?.canUndo && (
        <>
          {' · '}
          <Button look="quiet" onClick={() => setUndoing(true)}>
            Undo until <Time at={mergedBy.undoableUntil} />
          </Button>
        </>
      )}
      {' · '}
      <ClientLink id={mergedInto.id}>Open</ClientLink>
      {isUndoing && mergedBy && (
        <Suspense fallback={null}>
          <UndoDialog mergeId={mergedBy.id} onClose={() => setUndoing(false)} />
        </Suspense>
      )}
    </Notice>
  );
}
