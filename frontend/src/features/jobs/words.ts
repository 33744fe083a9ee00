import type { JobCardFragment, JobState, RowResult } from '@/generated/graphql';
import { counted, formatList, formatNumber } from '@/lib/formats';

export const JOB_STATE_WORDS: Record<JobState, string> = {
  WAITING: 'Waiting',
  RUNNING: 'Running',
  DONE: 'Done',
  CANCELLED: 'Cancelled',
  FAILED: 'Failed',
};

export const RESULT_WORDS: Record<RowResult, string> = {
  DONE: 'Done',
  UNCHANGED: 'Unchanged',
  REFUSED: 'Refused',
};

const DEEDS: Record<string, (tags: string) => string> = {
  'clients.tag': (tags) => `Tag with ${tags}`,
  'clients.untag': (tags) => `Take off ${tags}`,
  'clients.allow_login': () => 'Switch login on',
  'clients.deny_login': () => 'Switch login off',
  'clients.resend_verification': () => 'Send verification mails',
  'clients.delete': () => 'Delete',
  'clients.export': () => 'Export',
  'clients.data': () => 'Export client data',
};

/** What the job does: "Tag with VIP". */
export function deedOf({ kind, given }: Pick<JobCardFragment, 'kind' | 'given'>): string {
  const tags = (given as { tags?: string[] }).tags ?? [];
  return DEEDS[kind]?.(formatList(tags)) ?? kind.replace(/[._]/g, ' ');
}

export const isExport = ({ kind }: Pick<JobCardFragment, 'kind'>) =>
  kind === 'clients.export' || kind === 'clients.data';

export const isOver = ({ state }: Pick<JobCardFragment, 'state'>) => state !== 'WAITING' && state !== 'RUNNING';

/** How many rows ended in each way. */
export const resultsOf = ({ done, unchanged, refused }: JobCardFragment): Record<RowResult, number> => ({
  DONE: done - unchanged - refused,
  UNCHANGED: unchanged,
  REFUSED: refused,
});

/** What has become of it, in a sentence. */
export function newsOf(job: JobCardFragment): string {
  const { state, done, total } = job;
  const all = counted(total, 'client');
  if (state === 'FAILED') return job.error ?? 'It failed.';
  if (isExport(job)) {
    if (state === 'DONE') return job.fileName ? `${all} in the file` : `${all}; the file is gone by now`;
    return state === 'CANCELLED' ? 'There is no file.' : `${formatNumber(done)} of ${all} written`;
  }
  if (!isOver(job)) return `${formatNumber(done)} of ${all}`;
  const { DONE, UNCHANGED, REFUSED } = resultsOf(job);
  const parts = [`${formatNumber(DONE)} done`];
  if (UNCHANGED > 0) parts.push(`${formatNumber(UNCHANGED)} unchanged`);
  if (REFUSED > 0) parts.push(`${formatNumber(REFUSED)} refused`);
  if (done < total) parts.push(`${formatNumber(total - done)} not reached`);
  return parts.join(', ');
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** "12.4 kB", "603 bytes". */
export function bytesWords(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const detail = step > 0 ? ({ maximumFractionDigits: 1 } as const) : ({ unitDisplay: 'long' } as const);
  return new Intl.NumberFormat(undefined, { style: 'unit', unit: UNITS[step], ...detail }).format(bytes / 1000 ** step);
}
