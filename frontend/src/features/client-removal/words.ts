import { formatNumber } from '@/lib/formats';

/** What speaks against deleting: how many of what, and the side of the client where they are. */
export const BLOCKER_WORDS: Record<string, { one: string; many: string; tab: string }> = {
  OPEN_ORDERS: { one: 'unpaid order', many: 'unpaid orders', tab: 'orders' },
  RUNNING_SERVICES: { one: 'running service', many: 'running services', tab: 'orders' },
  OPEN_TICKETS: { one: 'open ticket', many: 'open tickets', tab: 'tickets' },
  CHILDREN: { one: 'child account', many: 'child accounts', tab: 'family' },
};

const KINDS: Record<string, string> = {
  names: 'Names and logins',
  emails: 'E-mail addresses',
  phones: 'Phone numbers',
  addresses: 'Postal addresses',
  companies: 'Companies',
  customFields: 'Custom values',
  tags: 'Tags',
  notes: 'Notes',
  mails: 'Mails: addresses, subjects and texts',
  events: 'Entries of the activity: what they tell',
  tickets: 'Tickets: subjects',
  ticketMessages: 'Messages in tickets',
  sessions: 'Sessions, with network addresses and browsers',
  links: 'Mailed links',
  logins: 'Changes of the login that wait',
  pins: 'Support PINs and their checks',
  waitingOrders: 'Orders that wait for confirmation',
  importRows: 'Rows of imported files',
  stagedRows: 'Staged rows that hold an address of the client',
  fileLines: 'Lines of files that wait to be imported',
  importFiles: 'Imports whose file or samples name the client',
  views: 'Saved views that look for the client',
  jobs: 'Jobs whose filter or reason names the client',
  eventsOfOthers: 'Entries elsewhere that name the client',
  jobRows: 'Outcomes of jobs',
  distinctions: 'Said not to be duplicates',
  impersonations: 'Reasons of visits by staff',
  journals: 'Rows of merge journals',
  orderLines: 'Reasons of prices',
  orders: 'Orders',
  payments: 'Payments',
  services: 'Services',
  familyLinks: 'Links within the family',
};

export const kindWords = (kind: string) => KINDS[kind] ?? kind;

/** "2 unpaid orders". */
export function blockerWords(code: string, count: number): string {
  const words = BLOCKER_WORDS[code];
  return words ? `${formatNumber(count)} ${count === 1 ? words.one : words.many}` : code;
}

/** Whether somebody typed the name: spaces at the ends and small or capital letters do not matter. */
export const isTyped = (typed: string, wanted: string) =>
  typed.trim().toLocaleLowerCase() === wanted.trim().toLocaleLowerCase();
