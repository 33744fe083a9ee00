import type { ImportLineFragment, ImportState } from '@/generated/graphql';
import type { Step } from '@/pages/settings-imports/search';

type Work = Pick<ImportLineFragment, 'state' | 'isStaged' | 'counts'>;

export const STEP_WORDS: Record<Step, string> = {
  upload: 'Upload',
  map: 'Map',
  review: 'Review',
  commit: 'Commit',
  result: 'Result',
};

const LIVE: ImportState[] = ['STAGING', 'COMMITTING', 'REVERTING'];

/** What was looked through can be written then, also on from where it was stopped or failed. */
const STANDS_STILL: ImportState[] = ['STAGED', 'CANCELLED', 'FAILED'];

/** Whether something goes on by itself. */
export const isLive = ({ state }: Pick<Work, 'state'>) => LIVE.includes(state);

/** The steps that can be looked at now, the one that it has reached last. */
export function stepsOpen({ state, isStaged, counts }: Work): Step[] {
  if (state === 'COMMITTING') return ['commit'];
  if (counts.committed > 0 || state === 'COMMITTED' || state === 'REVERTING' || state === 'REVERTED') return ['result'];
  if (state === 'STAGING') return ['map', 'review'];
  return isStaged && STANDS_STILL.includes(state) ? ['map', 'commit', 'review'] : ['map'];
}

/** The step to show: the one asked for where it is open, else the one reached. */
export function stepOf(work: Work, asked: Step | undefined): Step {
  const open = stepsOpen(work);
  return asked && open.includes(asked) ? asked : (open.at(-1) ?? 'map');
}
