/** Arithmetic of a list of which only a window of pages is kept, and of that only what is in sight is drawn. */

export interface PageCursors {
  count: number;
  hasNextPage?: boolean;
  startCursor?: string | null | undefined;
  endCursor?: string | null | undefined;
  hasPreviousPage: boolean;
}

/**
 * By how many rows the first kept row has moved: positive when rows came in before it, negative when rows before it left.
 * @param former the ids kept until now. @param current those kept from now on.
 */
export function shiftOf(former: readonly string[], current: readonly string[]): number {
  const oldFirst = former[0];
  const newFirst = current[0];
  if (oldFirst === undefined || newFirst === undefined || oldFirst === newFirst) return 0;
  const grown = current.indexOf(oldFirst);
  if (grown > 0) return grown;
  const shrunk = former.indexOf(newFirst);
  return shrunk > 0 ? -shrunk : 0;
}

/** The cursor after which the page of the given row begins; undefined for the list's very beginning. */
export function placeOf(row: number, pages: readonly PageCursors[]): string | undefined {
  let begins = 0;
  for (const [index, page] of pages.entries()) {
    if (row < begins + page.count) {
      const former = pages[index - 1];
      if (former) return former.endCursor ?? undefined;
      return page.hasPreviousPage ? (page.startCursor ?? undefined) : undefined;
    }
    begins += page.count;
  }
  return undefined;
}

/** The place of the first row kept in the whole list, the first of all being 1; only known when counted from an end. */
export function firstPlaceOf(
  kept: number,
  pages: readonly PageCursors[],
  total: number | undefined,
): number | undefined {
  if (pages[0]?.hasPreviousPage === false) return 1;
  return pages.at(-1)?.hasNextPage === false && total !== undefined && total >= kept ? total - kept + 1 : undefined;
}

/** Rows drawn beyond those in sight, on either side. */
const SPARE = 8;

export interface Span {
  first: number;
  /** The one after the last. */
  end: number;
}

/** The rows to draw when so far has been scrolled (in pixels) in a list of rows of one height. */
export function spanOf(scrolled: number, room: number, height: number): Span {
  const first = Math.floor(scrolled / height);
  return { first: first - SPARE, end: first + Math.ceil(room / height) + 1 + SPARE };
}

/** The part of a span that exists. */
export function within({ first, end }: Span, count: number): Span {
  const begins = Math.min(Math.max(0, first), count);
  return { first: begins, end: Math.max(begins, Math.min(end, count)) };
}

/** How far to scroll so that a row is wholly in sight beneath the sticky head; as little as possible. All in pixels but the row. */
export function scrollFor(row: number, scrolled: number, room: number, height: number, head: number): number {
  const top = row * height;
  if (top < scrolled) return top;
  return Math.max(scrolled, top + height + head - room);
}
