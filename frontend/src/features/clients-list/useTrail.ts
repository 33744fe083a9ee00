import { useEffect, useRef } from 'react';
import type { ListSearch } from '@/features/clients/listSearch';
import { isSameList, leaveTrail, readTrail } from '@/features/clients/trail';

/**
 * Whoever comes back to the list from a client stands on that client's row again; whoever leaves it otherwise and comes
 * again later starts afresh.
 * @returns what to call when a row is opened.
 */
export function useTrail(
  rows: readonly { id: string }[],
  search: ListSearch,
  counted: { first: number | undefined; total: number | undefined },
  focus: (id: string) => void,
): (id: string) => void {
  const hasArrived = useRef(false);
  const hasOpened = useRef(false);

  useEffect(() => {
    if (hasArrived.current || rows.length === 0) return;
    hasArrived.current = true;
    const trail = readTrail();
    if (!trail || !isSameList(trail.search, search) || !rows.some(({ id }) => id === trail.opened)) return;
    // After the shell, which gives focus to the heading of whatever page one arrives at.
    setTimeout(() => focus(trail.opened));
  });

  useEffect(
    () => () => {
      const trail = readTrail();
      if (trail && !hasOpened.current) leaveTrail({ ...trail, opened: '' });
    },
    [],
  );

  return (id) => {
    hasOpened.current = true;
    leaveTrail({ search, ids: rows.map((row) => row.id), opened: id, ...counted });
  };
}
