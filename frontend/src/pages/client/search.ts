import { MAIL_STATES } from '@/features/mail/mailStates';
import type { MailState } from '@/generated/graphql';
import { oneOf, type Raw, textOf } from '@/lib/search';

/** A client's address beyond its tab: the mail that is open, in which state the mails are listed, what is being done. */
export interface ClientSearch {
  mail?: string;
  mails?: MailState;
  /** An act of the menu Manage client whose dialog is open, as `place-new-quick-order`. */
  act?: string;
}

export function readClientSearch(raw: Raw): ClientSearch {
  return { mail: textOf(raw.mail), mails: oneOf(raw.mails, MAIL_STATES), act: textOf(raw.act) };
}
