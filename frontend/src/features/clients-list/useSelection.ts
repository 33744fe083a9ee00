import { useEffect, useMemo, useRef, useState } from 'react';
import { ALL, between, isSelected, NONE, type Selection, sizeOf, withRows } from '@/features/clients-list/selection';
import { counted } from '@/lib/formats';
import { say } from '@/ui/toastList';

/**
 * Which rows are selected. It survives another order, and ends with the filter.
 * @param asked the filter, as text. @param ids the rows loaded. @param total how many match.
 */
export function useSelection(asked: string, ids: readonly string[], total: number | undefined) {
  const [selection, select] = useState<Selection>(NONE);
  const anchor = useRef<string>(undefined);
  const size = sizeOf(selection, total);
  const filter = useRef(asked);
  useEffect(() => {
    if (filter.current === asked) return;
    filter.current = asked;
    if (size === 0) return;
    say(`The selection${size ? ` of ${counted(size, 'client')}` : ''} ended with the filter`);
    select(NONE);
  }, [asked, size]);

  return useMemo(() => {
    const has = (id: string) => isSelected(selection, id);
    return {
      selection,
      size,
      isEmpty: size === 0,
      has,
      /** One row the other way round; with `isRange` all from the last one touched get what this one gets. */
      toggle: (id: string, isRange = false) => {
        const rows = isRange ? between(ids, anchor.current, id) : [id];
        select(withRows(selection, rows, isRange || !has(id)));
        anchor.current = id;
      },
      /** All rows loaded, or none of them when all are. */
      toggleLoaded: () => select(withRows(selection, ids, !ids.every(has))),
      selectAll: () => select(ALL),
      clear: () => {
        anchor.current = undefined;
        select(NONE);
      },
    };
  }, [selection, size, ids]);
}

export type Selecting = ReturnType<typeof useSelection>;
