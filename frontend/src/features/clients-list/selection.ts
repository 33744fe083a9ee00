/** Some rows, by their ids; or all that match the filter but those. */
export interface Selection {
  isAll: boolean;
  ids: ReadonlySet<string>;
}

export const NONE: Selection = { isAll: false, ids: new Set() };
export const ALL: Selection = { isAll: true, ids: new Set() };

export const isSelected = ({ isAll, ids }: Selection, id: string) => ids.has(id) !== isAll;

/** How many are selected; unknown while it is not known how many match. */
export function sizeOf({ isAll, ids }: Selection, total: number | undefined): number | undefined {
  if (!isAll) return ids.size;
  return total === undefined ? undefined : Math.max(0, total - ids.size);
}

/** The selection with these rows added, or taken away. */
export function withRows({ isAll, ids }: Selection, rows: readonly string[], selected: boolean): Selection {
  const next = new Set(ids);
  for (const id of rows) {
    if (selected === isAll) next.delete(id);
    else next.add(id);
  }
  return { isAll, ids: next };
}

/** The rows from one to another, whichever stands first; only the second when the first is not there. */
export function between(ids: readonly string[], from: string | undefined, to: string): string[] {
  const [start, end] = [from === undefined ? -1 : ids.indexOf(from), ids.indexOf(to)];
  if (start < 0 || end < 0) return [to];
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}
