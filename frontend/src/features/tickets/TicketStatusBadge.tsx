import { TICKET_STATUS_WORDS } from '@/features/tickets/words';
import type { TicketStatus } from '@/generated/graphql';
import { Badge, type Tone } from '@/ui/Badge';

const TONES: Record<TicketStatus, Tone> = { OPEN: 'warn', WAITING: 'good', CLOSED: 'neutral' };

/** Whose turn it is, as a dot and a word. */
export function TicketStatusBadge({ status }: { status: TicketStatus }) {
  return <Badge tone={TONES[status]}>{TICKET_STATUS_WORDS[status]}</Badge>;
}
