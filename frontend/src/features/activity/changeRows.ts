import { countWords } from '@/features/client-merge/words';
import { blockerWords, kindWords } from '@/features/client-removal/words';
import type { EventLineFragment } from '@/generated/graphql';
import { formatNumber } from '@/lib/formats';

export type Change = EventLineFragment['changes'][number];

/** One line of what an act changed: a sentence, or a label with the change itself. */
export interface ChangeRow {
  key: string;
  change: Change;
  /** It says all. */
  sentence?: string;
  /** In place of the field's usual name. */
  label?: string;
  /** The client whose name the change tells. */
  clientId?: string;
}

/** What a count of something tells: "moved.emails" from 0 to 2. @returns undefined for every other change. */
export function countedWords({ field, before, after }: Change): string | undefined {
  const [, deed = '', kind = ''] = /^(moved|returned|stayed|removed|overridden)\.(.+)$/.exec(field) ?? [];
  const counted = (count: unknown) => countWords({ kind, count: Number(count), same: 0 });
  if (deed === 'moved') return `${counted(after)} moved`;
  if (deed === 'returned') return `${counted(before)} went back`;
  if (deed === 'stayed') return `${counted(after)} left here, changed since the merge`;
  if (deed === 'removed') return `${kindWords(kind)}: ${formatNumber(Number(before))} erased`;
  return deed ? `In spite of ${blockerWords(kind, Number(after))}` : undefined;
}

/** The lines of an act. What was merged is told by name and by id: that is one line, which leads to the client. */
export function rowsOf(changes: readonly Change[]): ChangeRow[] {
  return changes.flatMap((change, place) => {
    const { field, before, after } = change;
    const row = { key: `${field} ${place}`, change };
    if (field === 'mergedClientId') return [];
    const sentence = countedWords(change);
    // Of nothing nothing is to be told: the counts are of everything that there could be.
    if (sentence) return Number(before ?? 0) + Number(after ?? 0) > 0 ? [{ ...row, sentence }] : [];
    if (field === 'mergedClient') {
      const next = changes[place + 1];
      const clientId = next?.field === 'mergedClientId' ? String(next.before) : undefined;
      return [{ ...row, clientId, label: after === null ? 'Merged' : 'Stands again' }];
    }
    if (field === 'mergedInto' && after === null) return [{ ...row, sentence: `No longer part of ${before}` }];
    return [row];
  });
}

const OF_CLIENTS: ReadonlySet<string> = new Set(['parent', 'child']);
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** @returns the id of the client that a value is, where it is one. */
export const clientIdOf = (field: string, value: unknown) =>
  OF_CLIENTS.has(field) && typeof value === 'string' && ID.test(value) ? value : undefined;
