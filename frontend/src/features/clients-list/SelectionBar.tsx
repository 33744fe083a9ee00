import { lazy, Suspense, useState } from 'react';
import { chosenBy } from '@/features/clients-bulk/chosen';
import { copyAddresses, MOST_COPIED } from '@/features/clients-list/copyAddresses';
import type { Selecting } from '@/features/clients-list/useSelection';
import type { ClientFilter, ClientOrder, ClientRowFragment } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { formatNumber } from '@/lib/formats';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';
import { say } from '@/ui/toastList';

const BulkActs = lazy(() => part(() => import('@/features/clients-bulk/BulkActs')));

export interface Props {
  selecting: Selecting;
  rows: readonly ClientRowFragment[];
  filter: ClientFilter | null;
  orderBy: ClientOrder;
  total: number | undefined;
  /** The columns that the list shows beside the name. */
  columns: readonly string[];
}

/** What can be done with the rows that are selected. */
export default function SelectionBar({ selecting, rows, filter, orderBy, total, columns }: Props) {
  const [isCopying, setCopying] = useState(false);
  const { selection, size } = selecting;

  async function copy() {
    setCopying(true);
    try {
      say(await copyAddresses(selection, rows, filter));
    } catch (error) {
      say(`Nothing was copied. ${explain(error).advice}`);
    } finally {
      setCopying(false);
    }
  }

  const words = size === undefined ? 'All' : formatNumber(size);
  const isTooMany = size === undefined || size > MOST_COPIED;
  return (
    <section className="bulk-bar" aria-label="Selection">
      <p role="status">{words} selected</p>
      {!selection.isAll && total !== undefined && size !== undefined && size < total && (
        <Button look="quiet" onClick={selecting.selectAll}>
          Select all {formatNumber(total)} that match
        </Button>
      )}
      <span className="bulk-bar-acts">
        <Suspense fallback={null}>
          <BulkActs chosen={chosenBy(selection, filter, size)} orderBy={orderBy} columns={columns} />
        </Suspense>
        <Button
          waiting={isCopying}
          unavailable={isTooMany ? `At most ${formatNumber(MOST_COPIED)} addresses can be copied at once.` : undefined}
          onClick={copy}
        >
          Copy e-mail addresses
        </Button>
        <Button look="quiet" aria-keyshortcuts="Escape" onClick={selecting.clear}>
          Clear selection
        </Button>
      </span>
    </section>
  );
}
