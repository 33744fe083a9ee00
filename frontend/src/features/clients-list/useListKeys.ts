import { type RefObject, useEffect, useRef, useState } from 'react';
import { readTrail } from '@/features/clients/trail';
import { useShortcuts } from '@/lib/shortcuts';

/**
 * `j` and `k` walk the rows; the row that was opened last is focused again when one comes back to the same list.
 * A row out of sight is scrolled to first and focused as soon as it is drawn.
 */
export function useListKeys(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly { id: string }[],
  scrollTo: (row: number) => void,
  href: string,
): void {
  const [wanted, setWanted] = useState<string | null>(null);
  const isBack = useRef(true);

  function step(by: number) {
    const here = document.activeElement?.closest<HTMLElement>('tr[data-client]')?.dataset.client;
    const at = rows.findIndex(({ id }) => id === here);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) want(next.id);
  }

  function want(id: string) {
    scrollTo(rows.findIndex((row) => row.id === id));
    setWanted(id);
  }

  useShortcuts({ j: () => step(1), k: () => step(-1) });

  useEffect(() => {
    const trail = readTrail();
    if (!isBack.current || rows.length === 0) return;
    isBack.current = false;
    if (trail?.href === href && rows.some(({ id }) => id === trail.opened)) want(trail.opened);
  });

  useEffect(() => {
    if (wanted === null) return;
    const link = scroller.current?.querySelector<HTMLElement>(`tr[data-client="${CSS.escape(wanted)}"] a`);
    if (!link) return;
    link.focus();
    setWanted(null);
  });
}
