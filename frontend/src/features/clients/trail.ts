import type { ListSearch } from '@/features/clients/listSearch';

/**
 * The list one came from, so that a client's page can lead back to the same place and on to the neighbours.
 * Kept per browser tab; forgotten when the tab closes.
 */
export interface Trail {
  /** The list's address: filter, order and place. */
  search: ListSearch;
  ids: string[];
  /** The row that was opened. */
  opened: string;
  /** The place of the first of the ids in the whole list, the first of all being 1; where it is known. */
  first?: number | undefined;
  /** How many the whole list has. */
  total?: number | undefined;
}

const KEY = 'atrium.trail';

export function leaveTrail(trail: Trail): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(trail));
  } catch {
    // Without storage the way back is the browser's own.
  }
}

export function readTrail(): Trail | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Trail | null;
  } catch {
    return null;
  }
}

/** Whether two addresses show the same list at the same place. */
export const isSameList = (one: ListSearch, other: ListSearch) => JSON.stringify(one) === JSON.stringify(other);

export interface Neighbours {
  before: string | undefined;
  after: string | undefined;
}

/** Who stands before and after the client in the list one came from; nobody when one came from elsewhere. */
export function neighboursOf(trail: Trail | null, id: string): Neighbours {
  const at = trail?.ids.indexOf(id) ?? -1;
  return at < 0 || !trail
    ? { before: undefined, after: undefined }
    : { before: trail.ids[at - 1], after: trail.ids[at + 1] };
}

/** The client's place in the list one came from, and how many that has; undefined where either is unknown. */
export function placeIn(trail: Trail | null, id: string): { place: number; total: number } | undefined {
  const at = trail?.ids.indexOf(id) ?? -1;
  if (!trail || at < 0 || trail.first === undefined || trail.total === undefined) return undefined;
  return { place: trail.first + at, total: Math.max(trail.total, trail.first + at) };
}
