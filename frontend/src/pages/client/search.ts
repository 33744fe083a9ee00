import { type Raw, textOf } from '@/lib/search';

/** A client's address beyond its tab: the mail that is open. */
export interface ClientSearch {
  mail?: string;
}

export function readClientSearch(raw: Raw): ClientSearch {
  return { mail: textOf(raw.mail) };
}
