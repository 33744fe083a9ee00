import {
  type AccountContactsQuery,
  AddClientAddressDocument,
  AddClientCompanyDocument,
  AddClientEmailDocument,
  AddClientPhoneDocument,
  MakeDefaultClientAddressDocument,
  MakeDefaultClientCompanyDocument,
  MakeDefaultClientEmailDocument,
  MakeDefaultClientPhoneDocument,
  RemoveOwnAddressDocument,
  RemoveOwnCompanyDocument,
  RemoveOwnEmailDocument,
  RemoveOwnPhoneDocument,
  UpdateClientAddressDocument,
  UpdateClientCompanyDocument,
  UpdateClientEmailDocument,
  UpdateClientPhoneDocument,
} from '@/generated/graphql';
import { numbersOf, oneLine, typedAddress, typedCompany, typedEmail, typedPhone } from '@/lib/contacts';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { DOOR } from '@/store/door';

type Client = NonNullable<AccountContactsQuery['viewer']['client']>;

/** What an act on a list answers: nothing more than why not. */
export interface Answered {
  __typename: string;
  message?: string;
  fields?: readonly { path: string[]; message: string }[];
  retryAt?: string;
}

export const whyRefused = (answer: Answered) =>
  answer.message ? refusalOf({ ...answer, message: answer.message }) : undefined;

export interface Entry {
  id: string;
  text: string;
  isDefault: boolean;
  /** It cannot be taken out here: it is what the client signs in with. */
  isLogin?: boolean;
  notes: string[];
  /** What stands in its fields, by the last part of their names. */
  values: object;
}

/** One of the four lists of the account. */
export interface ContactKind {
  title: string;
  /** With its article: "a phone number". */
  noun: string;
  entries: (client: Client) => Entry[];
  add: (clientId: string, typed: FormData) => Promise<Answered>;
  change: (id: string, typed: FormData) => Promise<Answered>;
  prefer: (id: string) => Promise<Answered>;
  remove: (id: string) => Promise<Answered>;
}

const said = (...notes: string[]) => notes.filter((note) => note !== '');

export const EMAILS: ContactKind = {
  title: 'Email addresses',
  noun: 'an email address',
  entries: ({ emails, loginEmail }) =>
    emails.map((email) => ({
      ...email,
      text: email.address,
      isLogin: email.address === loginEmail,
      notes: said(email.label, email.verifiedAt ? '' : 'not confirmed'),
      values: email,
    })),
  add: async (clientId, typed) => {
    const input = { clientId, ...typedEmail(typed), sendVerification: true };
    return (await ask(AddClientEmailDocument, { input }, DOOR)).kept;
  },
  change: async (id, typed) => {
    const { label } = typedEmail(typed);
    return (await ask(UpdateClientEmailDocument, { input: { id, label } }, DOOR)).kept;
  },
  prefer: async (id) => (await ask(MakeDefaultClientEmailDocument, { input: { id } }, DOOR)).kept,
  remove: async (id) => (await ask(RemoveOwnEmailDocument, { id }, DOOR)).removed,
};

export const PHONES: ContactKind = {
  title: 'Phone numbers',
  noun: 'a phone number',
  entries: ({ phones }) =>
    phones.map((phone) => ({ ...phone, text: phone.number, notes: said(phone.label), values: phone })),
  add: async (clientId, typed) =>
    (await ask(AddClientPhoneDocument, { input: { clientId, ...typedPhone(typed) } }, DOOR)).kept,
  change: async (id, typed) =>
    (await ask(UpdateClientPhoneDocument, { input: { id, ...typedPhone(typed) } }, DOOR)).kept,
  prefer: async (id) => (await ask(MakeDefaultClientPhoneDocument, { input: { id } }, DOOR)).kept,
  remove: async (id) => (await ask(RemoveOwnPhoneDocument, { id }, DOOR)).removed,
};

export const ADDRESSES: ContactKind = {
  title: 'Addresses',
  noun: 'an address',
  entries: ({ addresses }) =>
    addresses.map((address) => ({ ...address, text: oneLine(address), notes: said(address.label), values: address })),
  add: async (clientId, typed) =>
    (await ask(AddClientAddressDocument, { input: { clientId, address: typedAddress(typed) } }, DOOR)).kept,
  change: async (id, typed) =>
    (await ask(UpdateClientAddressDocument, { input: { id, address: typedAddress(typed) } }, DOOR)).kept,
  prefer: async (id) => (await ask(MakeDefaultClientAddressDocument, { input: { id } }, DOOR)).kept,
  remove: async (id) => (await ask(RemoveOwnAddressDocument, { id }, DOOR)).removed,
};

export const COMPANIES: ContactKind = {
  title: 'Companies',
  noun: 'a company',
  entries: ({ companies }) =>
    companies.map((company) => ({ ...company, text: company.name, notes: said(numbersOf(company)), values: company })),
  add: async (clientId, typed) =>
    (await ask(AddClientCompanyDocument, { input: { clientId, company: typedCompany(typed) } }, DOOR)).kept,
  change: async (id, typed) =>
    (await ask(UpdateClientCompanyDocument, { input: { id, company: typedCompany(typed) } }, DOOR)).kept,
  prefer: async (id) => (await ask(MakeDefaultClientCompanyDocument, { input: { id } }, DOOR)).kept,
  remove: async (id) => (await ask(RemoveOwnCompanyDocument, { id }, DOOR)).removed,
};
