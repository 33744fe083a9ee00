import { JOB_STATE_WORDS } from '@/features/jobs/words';
import type { JobState } from '@/generated/graphql';
import { Badge, type Tone } from '@/ui/Badge';

const TONES: Record<JobState, Tone> = {
  WAITING: 'neutral',
  RUNNING: 'warn',
  DONE: 'good',
  CANCELLED: 'neutral',
  FAILED: 'bad',
};

export function JobStateBadge({ state }: { state: JobState }) {
  return <Badge tone={TONES[state]}>{JOB_STATE_WORDS[state]}</Badge>;
}
