import { MAIL_STATES } from '@/features/mail/mailStates';
import type { MailState } from '@/generated/graphql';
import { oneOf, type Raw, textOf } from '@/lib/search';

/** A client's address beyond its tab: the mail that is open, and in which state the mails are listed. */
export interface ClientSearch {
  mail?: string;
  mails?: MailState;
}

export function readClientSearch(raw: Raw): ClientSearch {
  return { mail: textOf(raw.mail), mails: oneOf(raw.mails, MAIL_STATES) };
}
