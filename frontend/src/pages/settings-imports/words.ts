import type { ImportLineFragment, ImportState, RowFate, RowOutcome, StagedRowFragment } from '@/generated/graphql';
import { counted, formatNumber } from '@/lib/formats';
import type { Tone } from '@/ui/Badge';

export const IMPORT_STATES: Record<ImportState, [words: string, tone: Tone]> = {
  UPLOADED: ['To be mapped', 'neutral'],
  STAGING: ['Looking through', 'warn'],
  STAGED: ['Staged', 'warn'],
  COMMITTING: ['Committing', 'warn'],
  COMMITTED: ['Committed', 'good'],
  CANCELLED: ['Cancelled', 'neutral'],
  REVERTING: ['Taking back', 'warn'],
  REVERTED: ['Taken back', 'neutral'],
  FAILED: ['Failed', 'bad'],
};

export const OUTCOMES: Record<RowOutcome, [words: string, tone: Tone]> = {
  CREATE: ['Create', 'good'],
  UPDATE: ['Update', 'good'],
  UNCHANGED: ['Unchanged', 'neutral'],
  AMBIGUOUS: ['Ambiguous', 'warn'],
  REFUSED: ['Refused', 'bad'],
  SKIPPED: ['Skipped', 'neutral'],
};

const FATES: Record<RowFate, [words: string, tone: Tone]> = {
  COMMITTED: ['Written', 'good'],
  REVERTED: ['Taken back', 'neutral'],
  PARTLY_REVERTED: ['Partly taken back', 'warn'],
  KEPT: ['Stays', 'warn'],
};

/** What a row is to become, or what became of it. @param isOver nothing more is written. */
export function endOf({ outcome, fate }: StagedRowFragment, isOver: boolean): [words: string, tone: Tone] {
  if (fate === 'COMMITTED') return outcome === 'CREATE' ? ['Created', 'good'] : ['Updated', 'good'];
  if (fate) return FATES[fate];
  if (isOver && (outcome === 'CREATE' || outcome === 'UPDATE')) return ['Not written', 'neutral'];
  return OUTCOMES[outcome];
}

type Counts = Pick<ImportLineFragment, 'counts'>['counts'];

export const rowsOf = (counts: Counts) =>
  counts.create + counts.update + counts.unchanged + counts.ambiguous + counts.refused + counts.skipped;

const PARTS: [name: keyof Counts, words: string][] = [
  ['create', 'to create'],
  ['update', 'to update'],
  ['unchanged', 'unchanged'],
  ['ambiguous', 'ambiguous'],
  ['refused', 'refused'],
  ['skipped', 'skipped'],
];

/** "1,963 to create, 37 refused". */
export function countsWords(counts: Counts, names: (keyof Counts)[] = PARTS.map(([name]) => name)): string {
  const some = PARTS.filter(([name]) => names.includes(name) && counts[name] > 0);
  return some.map(([name, words]) => `${formatNumber(counts[name])} ${words}`).join(', ');
}

/** How far it is, in a sentence for the list. */
export function newsOf(work: ImportLineFragment): string {
  const { state, counts, total } = work;
  const left = countsWords(counts, ['ambiguous', 'refused', 'unchanged', 'skipped']);
  const written = `${formatNumber(counts.committed)} written`;
  switch (state) {
    case 'UPLOADED':
      return counted(total, 'row');
    case 'STAGING':
    case 'COMMITTING':
    case 'REVERTING':
      return progressWords(work);
    case 'STAGED':
      return countsWords(counts) || 'No rows';
    case 'REVERTED':
      return `${formatNumber(counts.reverted)} taken back, ${formatNumber(counts.committed - counts.reverted)} stay`;
    case 'FAILED':
      return work.error ?? 'It failed.';
    case 'CANCELLED':
      return counts.committed > 0 ? written : 'Nothing was written.';
    case 'COMMITTED':
      return left ? `${written}, ${left}` : written;
  }
}

/** "4,210 of 9,108 · 310 a second · 16 s left". */
export function progressWords({ done, total, rate }: Pick<ImportLineFragment, 'done' | 'total' | 'rate'>): string {
  const parts = [`${formatNumber(done)} of ${counted(total, 'row')}`];
  if (rate > 0) parts.push(`${formatNumber(rate)} a second`, `${durationWords((total - done) / rate)} left`);
  return parts.join(' · ');
}

export const percentOf = ({ done, total }: Pick<ImportLineFragment, 'done' | 'total'>) =>
  Math.min(100, Math.floor((100 * done) / Math.max(1, total)));

/** @param seconds rounded up: whoever waits is not told less than it takes. */
export function durationWords(seconds: number): string {
  if (seconds <= 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

/** What will be written, and what will not: the sentence above Commit. */
export function commitWords(counts: Counts): string {
  const { create, update } = counts;
  const parts = [];
  if (create > 0) parts.push(`${counted(create, 'client')} will be added`);
  if (update > 0) parts.push(`${counted(update, 'client')} will be changed`);
  if (parts.length === 0) return nothingWords(counts);
  const left = countsWords(counts, ['refused', 'ambiguous', 'unchanged', 'skipped']);
  return `${parts.join(' and ')}.${left ? ` Not written: ${left}.` : ''}`;
}

/** Why nothing is to be written. */
export const nothingWords = ({ refused, ambiguous }: Counts): string =>
  refused + ambiguous > 0
    ? 'Nothing can be written yet: put the refused rows right, or map the columns otherwise.'
    : 'Nothing is to be written: no row is new, and none would change anything.';

/** What taking an import back would do: "1,963 rows will be taken back. 1 was touched since and stays as it is." */
export function revertWords(whole: number, partly: number, kept: number): string {
  const parts = [`${counted(whole, 'untouched row')} will be taken back.`];
  if (partly > 0) parts.push(`${counted(partly, 'row')} will be taken back in part: the rest was changed since.`);
  if (kept > 0) parts.push(`${counted(kept, 'row')} touched since will stay as ${kept === 1 ? 'it is' : 'they are'}.`);
  return parts.join(' ');
}
