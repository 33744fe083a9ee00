import { oneOf, type Raw, textOf } from '@/lib/search';

const SHOWN = ['WAITING', 'CLOSED', 'ALL'] as const;

/** The tickets' address: which are listed (those for staff to answer unless it says so), words, and whose they are. */
export interface TicketsSearch {
  show?: (typeof SHOWN)[number];
  q?: string;
  client?: string;
}

export function readTicketsSearch(raw: Raw): TicketsSearch {
  return { show: oneOf(raw.show, SHOWN), q: textOf(raw.q), client: textOf(raw.client) };
}
