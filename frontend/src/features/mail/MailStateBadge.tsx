import type { MailState } from '@/generated/graphql';
import { Badge, type Tone } from '@/ui/Badge';

export const MAIL_STATE_WORDS: Record<MailState, string> = {
  WAITING: 'Waiting',
  SENT: 'Sent',
  FAILED: 'Failed',
  CAPTURED: 'Captured',
};

const TONES: Record<MailState, Tone> = { WAITING: 'neutral', SENT: 'good', FAILED: 'bad', CAPTURED: 'warn' };

export function MailStateBadge({ state }: { state: MailState }) {
  return <Badge tone={TONES[state]}>{MAIL_STATE_WORDS[state]}</Badge>;
}
