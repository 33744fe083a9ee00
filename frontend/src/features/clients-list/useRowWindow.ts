import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { scrollFor, shiftOf, spanOf, within } from '@/features/clients-list/window';

/** The height of the sticky head, in pixels; as in the style sheet. */
const HEAD = 40;
const FIRST_SCREEN = 24;

interface Kept {
  rows: readonly { id: string }[];
  /** By how many rows the first one kept has moved since the list began: what is drawn is counted from there, so that
   * rows coming in above never cost a drawn row its element, and with it the focus. */
  base: number;
}

/**
 * Which rows of a list of equally high rows to draw. Rows that come in or leave above do not move what one looks at, but
 * whoever looks at the very beginning sees who has just been added.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rows: Kept['rows'],
  count: number,
  height: number,
  isFromStart: boolean,
) {
  const [kept, keep] = useState<Kept>({ rows, base: 0 });
  const base = kept.rows === rows ? kept.base : kept.base - shiftOf(idsOf(kept.rows), idsOf(rows));
  if (kept.rows !== rows) keep({ rows, base });
  const [view, setView] = useState({ first: 0, end: FIRST_SCREEN, top: 0 });

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { first, end } = spanOf(element.scrollTop, element.clientHeight, height);
    const now = { first: first + base, end: end + base, top: Math.floor(element.scrollTop / height) };
    setView((was) => (was.first === now.first && was.end === now.end && was.top === now.top ? was : now));
  }, [scroller, height, base]);

  const settled = useRef({ base, isFromStart });
  useLayoutEffect(() => {
    const was = settled.current;
    const element = scroller.current;
    if (element && !(was.isFromStart && element.scrollTop === 0)) element.scrollTop += (was.base - base) * height;
    settled.current = { base, isFromStart };
    measure();
  }, [scroller, base, height, measure, isFromStart]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller, measure]);

  function scrollTo(place: (element: HTMLElement) => number) {
    if (scroller.current) scroller.current.scrollTop = place(scroller.current);
    measure();
  }

  return {
    ...within({ first: view.first - base, end: view.end - base }, count),
    /** The first row in sight. */
    top: view.top,
    toRow: (row: number) =>
      scrollTo((element) => scrollFor(row, element.scrollTop, element.clientHeight, height, HEAD)),
    toStart: () => scrollTo(() => 0),
    toEnd: () => scrollTo((element) => element.scrollHeight),
  };
}

const idsOf = (rows: Kept['rows']) => rows.map(({ id }) => id);
