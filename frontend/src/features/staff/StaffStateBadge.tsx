import type { StaffState } from '@/generated/graphql';
import { Badge, type Tone } from '@/ui/Badge';

export const STAFF_STATE_WORDS: Record<StaffState, string> = {
  ACTIVE: 'Active',
  PENDING: 'Invited',
  DISABLED: 'Disabled',
};

const TONES: Record<StaffState, Tone> = { ACTIVE: 'good', PENDING: 'warn', DISABLED: 'bad' };

export function StaffStateBadge({ state }: { state: StaffState }) {
  return <Badge tone={TONES[state]}>{STAFF_STATE_WORDS[state]}</Badge>;
}
