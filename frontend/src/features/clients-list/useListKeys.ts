import { type RefObject, useEffect, useState } from 'react';
import type { Selecting } from '@/features/clients-list/useSelection';
import { useShortcuts } from '@/lib/shortcuts';

/**
 * `j` and `k` walk the rows, `x` selects one and `Shift x` all from the last one selected; Escape lets go of all. A row out of sight is scrolled to first and focused as soon as it is drawn.
 * @returns how to focus any row, by its client's id.
 */
export function useListKeys(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly { id: string }[],
  scrollTo: (row: number) => void,
  selecting: Selecting,
): (id: string) => void {
  const [wanted, setWanted] = useState<string | null>(null);

  const here = () => document.activeElement?.closest<HTMLElement>('tr[data-client]')?.dataset.client;

  function step(by: number) {
    const current = here();
    const at = rows.findIndex(({ id }) => id === current);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) focus(next.id);
  }

  function focus(id: string) {
    scrollTo(rows.findIndex((row) => row.id === id));
    setWanted(id);
  }

  function select(isRange: boolean) {
    const id = here();
    if (id) selecting.toggle(id, isRange);
  }

  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    x: () => select(false),
    X: () => select(true),
    ...(!selecting.isEmpty && { Escape: selecting.clear }),
  });

  useEffect(() => {
    if (wanted === null) return;
    const link = scroller.current?.querySelector<HTMLElement>(`tr[data-client="${CSS.escape(wanted)}"] a`);
    if (!link) return;
    link.focus();
    setWanted(null);
  });

  return focus;
}
