import { type RefObject, useEffect, useState } from 'react';
import { useShortcuts } from '@/lib/shortcuts';

/**
 * `j` and `k` walk the rows. A row out of sight is scrolled to first and focused as soon as it is drawn.
 * @returns how to focus any row, by its client's id.
 */
export function useListKeys(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly { id: string }[],
  scrollTo: (row: number) => void,
): (id: string) => void {
  const [wanted, setWanted] = useState<string | null>(null);

  function step(by: number) {
    const here = document.activeElement?.closest<HTMLElement>('tr[data-client]')?.dataset.client;
    const at = rows.findIndex(({ id }) => id === here);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) focus(next.id);
  }

  function focus(id: string) {
    scrollTo(rows.findIndex((row) => row.id === id));
    setWanted(id);
  }

  useShortcuts({ j: () => step(1), k: () => step(-1) });

  useEffect(() => {
    if (wanted === null) return;
    const link = scroller.current?.querySelector<HTMLElement>(`tr[data-client="${CSS.escape(wanted)}"] a`);
    if (!link) return;
    link.focus();
    setWanted(null);
  });

  return focus;
}
