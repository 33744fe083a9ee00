import type { MailState } from '@/generated/graphql';
import { type Raw, someOf, textOf } from '@/lib/search';

export const MAIL_STATES = ['WAITING', 'SENT', 'FAILED', 'CAPTURED'] as const satisfies readonly MailState[];

/** The mailbox's address: which states are listed, and the mail that is open. */
export interface MailboxSearch {
  state?: MailState[];
  mail?: string;
}

export function readMailboxSearch(raw: Raw): MailboxSearch {
  return { state: someOf(raw.state, MAIL_STATES), mail: textOf(raw.mail) };
}
