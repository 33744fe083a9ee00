import { lazy, Suspense, useState } from 'react';
import { isByOrders, type Sort } from '@/features/clients/listSearch';
import type { ClientFilter } from '@/generated/graphql';
import { ClientsCountDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';
import '@/features/clients-list/clientsList.css';

const JumpDialog = lazy(() => part(() => import('@/features/clients-list/JumpDialog')));

/** How many clients match; asked apart from the rows, so that counting never delays them. */
export function useTotal(filter: ClientFilter | null) {
  const count = useAnswer(ClientsCountDocument, { filter });
  return { total: count.data?.clients.totalCount, isOld: count.isPlaceholderData };
}

interface Props {
  total: number | undefined;
  isOld: boolean;
  sort: Sort;
  onFirst: () => void;
  onLast: () => void;
  onJump: (start: string) => void;
}

/** The count of all that match, the two ends of the list, and any place between them. */
export function ListFoot({ total, isOld, sort, onFirst, onLast, onJump }: Props) {
  const [isJumping, setJumping] = useState(false);
  const close = () => setJumping(false);
  return (
    <footer className="list-foot">
      <p role="status" className={isOld ? 'stale' : undefined}>
        {total === undefined ? '' : counted(total, 'client')}
      </p>
      <Button look="quiet" onClick={onFirst}>
        First
      </Button>
      {!isByOrders(sort) && (
        <Button look="quiet" aria-haspopup="dialog" onClick={() => setJumping(true)}>
          Jump to…
        </Button>
      )}
      <Button look="quiet" onClick={onLast}>
        Last
      </Button>
      {isJumping && (
        <Suspense fallback={null}>
          <JumpDialog
            sort={sort}
            onClose={close}
            onJump={(start) => {
              close();
              onJump(start);
            }}
          />
        </Suspense>
      )}
    </footer>
  );
}
