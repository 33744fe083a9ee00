import {
  AddClientAddressDocument,
  AddClientCompanyDocument,
  AddClientEmailDocument,
  AddClientPhoneDocument,
  type AddressEntryFragment,
  type ClientContactsQuery,
  type CompanyEntryFragment,
  type ContactRemovedFragment,
  type EmailEntryFragment,
  MakeDefaultClientAddressDocument,
  MakeDefaultClientCompanyDocument,
  MakeDefaultClientEmailDocument,
  MakeDefaultClientPhoneDocument,
  type PhoneEntryFragment,
  RemoveClientAddressDocument,
  RemoveClientCompanyDocument,
  type RemoveClientContactInput,
  RemoveClientEmailDocument,
  RemoveClientPhoneDocument,
  UpdateClientAddressDocument,
  UpdateClientCompanyDocument,
  UpdateClientEmailDocument,
  UpdateClientPhoneDocument,
} from '@/generated/graphql';
import { oneLine, typedAddress, typedCompany, typedEmail, typedPhone } from '@/lib/contacts';
import { ask } from '@/lib/graphql';

export type Client = NonNullable<ClientContactsQuery['client']>;
export type Entry = EmailEntryFragment | PhoneEntryFragment | AddressEntryFragment | CompanyEntryFragment;
export type KindName = 'email' | 'phone' | 'address' | 'company';

/** What every adding, changing and preferring answers: the entry's id, or why not. */
export interface Kept {
  __typename: string;
  id?: string;
  message?: string;
  fields?: { path: string[]; message: string }[];
  retryAt?: string;
}

/** The client's version as it was read; `makeDefault` only ever makes, it never clears. */
interface Wish {
  version?: number;
  makeDefault?: boolean;
}

/** One of the four lists: what it is called, and how its entries are written down. */
export interface Kind<E extends Entry = Entry> {
  name: KindName;
  /** "an e-mail address" without the article. */
  noun: string;
  title: string;
  none: string;
  // As methods, so that a dialog takes any kind.
  entries(client: Client): E[];
  /** What names an entry in a sentence. */
  text(entry: E): string;
  add(clientId: string, typed: FormData, wish: { makeDefault: boolean }, key: string): Promise<Kept>;
  update(id: string, typed: FormData, wish: Wish): Promise<Kept>;
  /** Adds what was removed anew. */
  again(clientId: string, entry: E): Promise<Kept>;
  prefer(id: string): Promise<Kept>;
  remove(input: RemoveClientContactInput): Promise<ContactRemovedFragment>;
}

const kept = (answer: Promise<{ kept: Kept }>) => answer.then((each) => each.kept);
const removed = (answer: Promise<{ removed: ContactRemovedFragment }>) => answer.then((each) => each.removed);

export const EMAIL: Kind<EmailEntryFragment> = {
  name: 'email',
  noun: 'e-mail address',
  title: 'E-mail addresses',
  none: 'No e-mail address',
  entries: (client) => client.emails,
  text: ({ address }) => address,
  add: (clientId, typed, wish, idempotencyKey) => {
    const input = { clientId, ...typedEmail(typed), sendVerification: typed.has('sendVerification'), ...wish };
    return kept(ask(AddClientEmailDocument, { input, idempotencyKey }));
  },
  update: (id, typed, wish) => kept(ask(UpdateClientEmailDocument, { input: { id, ...typedEmail(typed), ...wish } })),
  again: (clientId, { address, label, isDefault }) =>
    kept(ask(AddClientEmailDocument, { input: { clientId, address, label, makeDefault: isDefault } })),
  prefer: (id) => kept(ask(MakeDefaultClientEmailDocument, { input: { id } })),
  remove: (input) => removed(ask(RemoveClientEmailDocument, { input })),
};

export const PHONE: Kind<PhoneEntryFragment> = {
  name: 'phone',
  noun: 'phone number',
  title: 'Phone numbers',
  none: 'No phone number',
  entries: (client) => client.phones,
  text: ({ formatted }) => formatted,
  add: (clientId, typed, wish, idempotencyKey) =>
    kept(ask(AddClientPhoneDocument, { input: { clientId, ...typedPhone(typed), ...wish }, idempotencyKey })),
  update: (id, typed, wish) => kept(ask(UpdateClientPhoneDocument, { input: { id, ...typedPhone(typed), ...wish } })),
  again: (clientId, { number, label, isDefault }) =>
    kept(ask(AddClientPhoneDocument, { input: { clientId, number, label, makeDefault: isDefault } })),
  prefer: (id) => kept(ask(MakeDefaultClientPhoneDocument, { input: { id } })),
  remove: (input) => removed(ask(RemoveClientPhoneDocument, { input })),
};

export const ADDRESS: Kind<AddressEntryFragment> = {
  name: 'address',
  noun: 'address',
  title: 'Addresses',
  none: 'No address',
  entries: (client) => client.addresses,
  text: oneLine,
  add: (clientId, typed, wish, idempotencyKey) => {
    const input = { clientId, address: typedAddress(typed), ...wish };
    return kept(ask(AddClientAddressDocument, { input, idempotencyKey }));
  },
  update: (id, typed, wish) => {
    const input = { id, address: typedAddress(typed), ...wish };
    return kept(ask(UpdateClientAddressDocument, { input }));
  },
  again: (clientId, { id: _, isDefault, ...address }) =>
    kept(ask(AddClientAddressDocument, { input: { clientId, address, makeDefault: isDefault } })),
  prefer: (id) => kept(ask(MakeDefaultClientAddressDocument, { input: { id } })),
  remove: (input) => removed(ask(RemoveClientAddressDocument, { input })),
};

export const COMPANY: Kind<CompanyEntryFragment> = {
  name: 'company',
  noun: 'company',
  title: 'Companies',
  none: 'No company',
  entries: (client) => client.companies,
  text: ({ name }) => name,
  add: (clientId, typed, wish, idempotencyKey) => {
    const input = { clientId, company: typedCompany(typed), ...wish };
    return kept(ask(AddClientCompanyDocument, { input, idempotencyKey }));
  },
  update: (id, typed, wish) => {
    const input = { id, company: typedCompany(typed), ...wish };
    return kept(ask(UpdateClientCompanyDocument, { input }));
  },
  again: (clientId, { id: _, isDefault, ...company }) =>
    kept(ask(AddClientCompanyDocument, { input: { clientId, company, makeDefault: isDefault } })),
  prefer: (id) => kept(ask(MakeDefaultClientCompanyDocument, { input: { id } })),
  remove: (input) => removed(ask(RemoveClientCompanyDocument, { input })),
};
