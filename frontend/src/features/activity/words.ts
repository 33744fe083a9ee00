import { ACCESS_WORDS } from '@/features/client-family/words';
import { fieldOf } from '@/features/custom-fields/known';
import type { EventLineFragment, FamilyAccess } from '@/generated/graphql';
import { valueWords as customWords } from '@/lib/customValues';
import { countryName, currencyName, formatExact, formatList, languageName } from '@/lib/formats';

const ACTIONS: Record<string, string> = {
  'client.added': 'Added the client',
  'client.updated': 'Changed details',
  'client.deleted': 'Deleted the client',
  'client.restored': 'Restored the client',
  'client.erased': 'Erased the personal data',
  'client.data_exported': 'Took out a copy of the data',
  'client.tagged': 'Put tags on',
  'client.untagged': 'Took tags off',
  'client.merged': 'Merged another client into this one',
  'client.merged_into': 'Merged into another client',
  'client.merge_undone': 'Undid a merge',
  'client.duplicate_dismissed': 'Said that it is not the same client',
  'client.duplicate_reopened': 'Took back that it is not the same client',
  'order.placed': 'Placed an order',
  'order.cancelled': 'Cancelled an order',
  'order.declined': 'Left aside an order placed with the address',
  'client.orders_received': 'Took in orders placed as a guest',
  'client.orders_handed_over': 'Orders went to the registered client',
  'client.came_again': 'Somebody came with the address',
  'payment.recorded': 'Recorded a payment',
  'service.ended': 'Ended a service',
  'ticket.opened': 'Opened a ticket',
  'ticket.replied': 'Answered in a ticket',
  'ticket.closed': 'Closed a ticket',
  'ticket.reopened': 'Opened a ticket again',
  'client.pin_made': 'Asked for a support PIN',
  'client.pin_revealed': 'Looked at the support PIN',
  'client.pin_regenerated': 'Made a new support PIN',
  'client.pin_verified': 'Verified the support PIN',
  'client.pin_refused': 'Was told a support PIN that is not right',
  'mail.resent': 'Sent a mail again',
  'note.added': 'Wrote a note',
  'note.edited': 'Changed a note',
  'note.pinned': 'Pinned a note',
  'note.unpinned': 'Unpinned a note',
  'note.removed': 'Removed a note',
  'note.restored': 'Brought a note back',
  'client.login_allowed': 'Switched login on',
  'client.login_denied': 'Switched login off',
  'client.verification_sent': 'Sent a verification link',
  'client.email_verified': 'Verified the e-mail address',
  'client.password_chosen': 'Chose a password',
  'client.signed_in': 'Signed in',
  'client.signed_out': 'Signed out',
  'client.sign_in_refused': 'Sign-in refused',
  'client.session_ended': 'Ended a session',
  'client.sessions_ended': 'Ended all sessions',
  'client.lockout_lifted': 'Lifted the lock-out',
  'client.password_reset_sent': 'Sent a link for a new password',
  'client.password_reset': 'Chose a new password',
  'impersonation.started': 'Entered the account',
  'impersonation.ended': 'Left the account',
  'client.password_changed': 'Changed the password',
  'client.linked': 'Put the account under another',
  'client.unlinked': 'Took the account out from under its parent',
  'client.link_changed': 'Changed what the parent may do',
  'client.child_linked': 'Attached a child account',
  'client.child_unlinked': 'Let go of a child account',
  'client.login_changed': 'Changed the login e-mail',
  'client.login_change_asked': 'Asked for another login e-mail',
  'client.login_change_cancelled': 'Called off a change of the login e-mail',
  'client.login_change_failed': 'Could not change the login e-mail',
};

const DEEDS: Record<string, string> = { added: 'Added', updated: 'Changed', removed: 'Removed' };
const CONTACTS: Record<string, string> = {
  email: 'an e-mail address',
  phone: 'a phone number',
  address: 'an address',
  company: 'a company',
};

const FIELDS: Record<string, string> = {
  externalId: 'External id',
  pinnedNote: 'Pinned note',
  notTheSameAs: 'Not the same as',
  loginEmail: 'Login e-mail',
  verifiedAt: 'Verified',
  allowLogin: 'Allow login',
  parentAccess: 'What the parent may do',
  childBillsParent: 'The parent pays',
  child: 'Child account',
  parent: 'Parent account',
  email: 'E-mail',
  'supportPin.isOn': 'Support PINs',
  'supportPin.intervalHours': 'Hours that a support PIN lasts',
};

/** "client.login_disabled" in words; what is not known yet is at least readable. */
export function actionWords(action: string): string {
  const known = ACTIONS[action];
  if (known) return known;
  const [, what = '', deed = ''] = /^client\.(\w+)_(\w+)$/.exec(action) ?? [];
  if (CONTACTS[what] && DEEDS[deed]) return `${DEEDS[deed]} ${CONTACTS[what]}`;
  const words = action.replace(/^client\./, '').replace(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const CUSTOM = 'customFields.';

/** Whether a change is one of a custom field, which is called by its label as far as that is known. */
export const isCustom = (field: string) => field.startsWith(CUSTOM);

/** "firstName" in words. */
export function fieldWords(field: string): string {
  if (isCustom(field)) return fieldOf(field.slice(CUSTOM.length))?.label ?? field.slice(CUSTOM.length);
  const words = field.replace(/([A-Z])/g, ' $1').toLowerCase();
  return FIELDS[field] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Of a long text, a note's, so many characters are shown. */
const LONGEST = 400;

const CODES: Record<string, (code: string) => string> = {
  language: languageName,
  currency: currencyName,
  country: countryName,
  parentAccess: (code) => ACCESS_WORDS[code as FamilyAccess] ?? code,
};

/** A value before or after a change, as a person would say it; empty text is said to be empty. */
export function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  const custom = isCustom(field) && fieldOf(field.slice(CUSTOM.length));
  if (custom) return customWords(custom.type, value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value))
    return value.length > 0 ? formatList(value.map((each) => valueWords(field, each))) : 'empty';
  if (typeof value === 'object') return Object.values(value).filter(Boolean).map(String).join(', ') || 'empty';
  const text = String(value);
  if (text.length > LONGEST) return `${text.slice(0, LONGEST).trimEnd()} …`;
  return TIME.test(text) ? formatExact(text) : (CODES[field]?.(text) ?? text);
}

type Actor = Pick<EventLineFragment, 'actor' | 'onBehalfOf'>;

/** Who acted, and for whom: "Sam Poe as Ada Lovelace", "Shop sync (API token)", "Atrium". */
export function actorWords({ actor, onBehalfOf }: Actor): string {
  const name = actor.name || 'Someone';
  if (onBehalfOf) return `${name} as ${onBehalfOf.name}`;
  if (actor.kind === 'SYSTEM') return 'Atrium';
  if (actor.kind === 'TOKEN') return `${name} (API token)`;
  return actor.kind === 'CLIENT' ? `${name} (client)` : name;
}
