import type { ImportColumnLineFragment, RowFate, RowOutcome } from '@/generated/graphql';
import type { ImportSearch } from '@/pages/settings-imports/search';

/** What is asked of the rows for what is to be shown. */
export function askedFor({ outcome: show, reason, heading }: ImportSearch): Asked {
  const why = reason ? { faultAt: [heading ?? ''], faultCode: [reason] } : { faultAt: null, faultCode: null };
  if (show === 'REVERTED') return { outcome: null, fate: ['REVERTED', 'PARTLY_REVERTED'], ...why };
  if (show === 'KEPT') return { outcome: null, fate: ['KEPT', 'PARTLY_REVERTED'], ...why };
  return { outcome: show ? [show] : null, fate: null, ...why };
}

interface Asked {
  outcome: RowOutcome[] | null;
  fate: RowFate[] | null;
  faultAt: string[] | null;
  faultCode: string[] | null;
}

export type Column = Pick<ImportColumnLineFragment, 'name' | 'field'>;

/** The columns that are of use, in the file's order. */
export const columnsShown = (columns: readonly Column[] | undefined) => columns?.filter(({ field }) => field !== '');

/** Whether a fault is about a column: it names the heading, or the field where the row alone was not to blame. */
export const isAbout = ({ name, field }: Column, { path: [at] }: { path: string[] }) => at === name || at === field;
