import { lazy, Suspense } from 'react';
import type { Props } from '@/features/clients-list/SelectionBar';
import { part } from '@/lib/parts';

const SelectionBar = lazy(() => part(() => import('@/features/clients-list/SelectionBar')));

/** What can be done with the rows that are selected; absent while none is. */
export function BulkBar(props: Props) {
  const nothing = <p role="status" className="visually-hidden" />;
  if (props.selecting.isEmpty) return nothing;
  return (
    <Suspense fallback={nothing}>
      <SelectionBar {...props} />
    </Suspense>
  );
}
