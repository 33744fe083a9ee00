import { STATUS_WORDS } from '@/features/clients/words';
import type { ClientStatus } from '@/generated/graphql';
import { Badge, type Tone } from '@/ui/Badge';

const TONES: Record<ClientStatus, Tone> = {
  ACTIVE: 'good',
  UNVERIFIED: 'warn',
  LOGIN_DISABLED: 'bad',
  GUEST: 'neutral',
  MERGED: 'neutral',
  DELETED: 'bad',
};

/** Where a client stands, as a word with its mark. */
export function StatusBadge({ status }: { status: ClientStatus }) {
  return <Badge tone={TONES[status]}>{STATUS_WORDS[status]}</Badge>;
}
