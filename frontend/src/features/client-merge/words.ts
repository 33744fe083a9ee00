import { numberWords } from '@/features/clients/words';
import type { MergeCountFragment, MergePartyFragment } from '@/generated/graphql';

const KINDS: Record<string, [string, string]> = {
  emails: ['e-mail', 'e-mails'],
  phones: ['phone', 'phones'],
  addresses: ['address', 'addresses'],
  companies: ['company', 'companies'],
  customFields: ['custom value', 'custom values'],
  tags: ['tag', 'tags'],
  notes: ['note', 'notes'],
  orders: ['order', 'orders'],
  payments: ['payment', 'payments'],
  services: ['service', 'services'],
  tickets: ['ticket', 'tickets'],
  waitingOrders: ['waiting order', 'waiting orders'],
  mails: ['mail', 'mails'],
  impersonations: ['visit of staff', 'visits of staff'],
  children: ['child account', 'child accounts'],
  signposts: ['earlier merged client', 'earlier merged clients'],
  events: ['entry of the activity', 'entries of the activity'],
  login: ['login', 'logins'],
  allowLogin: ['login switched off', 'logins switched off'],
  facts: ['fact', 'facts'],
  externalId: ['external id', 'external ids'],
  parent: ['place in the family', 'places in the family'],
};

/** A kind and how many: "14 orders", "3 e-mails (1 more there already)". */
export function countWords({ kind, count, same }: MergeCountFragment): string {
  const [one, many] = KINDS[kind] ?? [kind, kind];
  const words = (number: number) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
  if (count === 0) return `${words(same)}, there already`;
  return same > 0 ? `${words(count)} (${same.toLocaleString('en')} more there already)` : words(count);
}

/** Kinds of which something happens. */
export const told = (counts: readonly MergeCountFragment[]) => counts.filter(({ count, same }) => count + same > 0);

export const partyWords = ({ displayName, number }: Pick<MergePartyFragment, 'displayName' | 'number'>) =>
  `${displayName || 'No name'} ${numberWords(number)}`;

/** A value as people read it. Undefined for none. */
export function valueWords(value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
