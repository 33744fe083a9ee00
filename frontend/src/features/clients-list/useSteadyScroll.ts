import { type RefObject, useLayoutEffect, useRef } from 'react';
import { shiftOf } from '@/features/clients-list/window';

/** Keeps what one looks at where it is while rows come in, or leave, above it. */
export function useSteadyScroll(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly { id: string }[],
  height: number,
): void {
  const former = useRef<string[]>([]);
  useLayoutEffect(() => {
    const ids = rows.map(({ id }) => id);
    const moved = shiftOf(former.current, ids);
    former.current = ids;
    if (moved !== 0 && scroller.current) scroller.current.scrollTop += moved * height;
  }, [rows, height, scroller]);
}
