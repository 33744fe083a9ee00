import type { TicketStatus } from '@/generated/graphql';
import type { Tone } from '@/ui/Badge';

/** Whose turn it is, in a client's words. */
export const STATUS_WORDS: Record<TicketStatus, string> = {
  OPEN: 'We are on it',
  WAITING: 'Waiting for you',
  CLOSED: 'Closed',
};

export const STATUS_TONES: Record<TicketStatus, Tone> = { OPEN: 'good', WAITING: 'warn', CLOSED: 'neutral' };
