import { Columns3, ListFilter } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ListSearch } from '@/features/clients/listSearch';
import { conditionsIn } from '@/features/clients-list/QuickFilters';
import type { ListChanges } from '@/features/clients-list/useListChanges';
import { useNarrow } from '@/features/clients-list/useNarrow';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';

const FilterDialog = lazy(() => part(() => import('@/features/clients-filter/FilterDialog')));
const Sentence = lazy(() => part(() => import('@/features/clients-list/Sentence')));
const ColumnsDialog = lazy(() => part(() => import('@/features/clients-list/ColumnsDialog')));

/** Opens the filter, and says what it is. */
export function useFilterDialog(search: ListSearch, change: ListChanges) {
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  const dialog = isOpen && (
    <Suspense fallback={null}>
      <FilterDialog
        search={search}
        onClose={() => setOpen(false)}
        onApply={(conditions) => {
          setOpen(false);
          change.choose(conditions);
        }}
      />
    </Suspense>
  );
  return {
    button: (
      <Button aria-haspopup="dialog" onClick={open}>
        <ListFilter size={16} aria-hidden="true" /> Filter
      </Button>
    ),
    sentence: (
      <>
        {Object.keys(conditionsIn(search)).length > 0 && (
          <Suspense fallback={<div className="sentence" />}>
            <Sentence search={search} onTakeAway={change.takeAway} onEdit={open} />
          </Suspense>
        )}
        {dialog}
      </>
    ),
  };
}

/** Opens the arrangement of the columns; there are none to arrange where rows are cards. */
export function ColumnsButton({ search, change }: { search: ListSearch; change: ListChanges }) {
  const [isOpen, setOpen] = useState(false);
  if (useNarrow()) return null;
  return (
    <>
      <Button
        aria-haspopup="dialog"
        onClick={() => {
          if (search.cols) change.ownColumns();
          setOpen(true);
        }}
      >
        <Columns3 size={16} aria-hidden="true" /> Columns
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ColumnsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
