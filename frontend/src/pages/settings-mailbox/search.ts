import { MAIL_STATES } from '@/features/mail/mailStates';
import type { MailState } from '@/generated/graphql';
import { type Raw, someOf, textOf } from '@/lib/search';

/** The mailbox's address: which states are listed, words of the address or subject, and the mail that is open. */
export interface MailboxSearch {
  state?: MailState[];
  q?: string;
  mail?: string;
}

export function readMailboxSearch(raw: Raw): MailboxSearch {
  return { state: someOf(raw.state, MAIL_STATES), q: textOf(raw.q), mail: textOf(raw.mail) };
}
