import type { TicketStatus } from '@/generated/graphql';

/** Whose turn it is, for staff: an open ticket is theirs to answer. */
export const TICKET_STATUS_WORDS: Record<TicketStatus, string> = {
  OPEN: 'Open',
  WAITING: 'Waiting',
  CLOSED: 'Closed',
};

export const TICKET_STATUSES = Object.keys(TICKET_STATUS_WORDS) as TicketStatus[];

/** How a ticket is called: "Ticket #1001". */
export const ticketWords = (number: number) => `Ticket #${number}`;
