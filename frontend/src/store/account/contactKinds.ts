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
} from '@/generated/graphql';
import { countryName } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { DOOR } from '@/store/door';

type Client = NonNullable<AccountContactsQuery['viewer']['client']>;

/** What an act on a list answers: nothing more than why not. */
export interface Answered {
  __typename: string;
  message?: string;
  fields?: readonly { path: string[]; message: string }[];
  retryAt?: string;
}

export interface Entry {
  id: string;
  text: string;
  isDefault: boolean;
  /** It cannot be taken out here: it is what the client signs in with. */
  isLogin?: boolean;
  note?: string;
}

/** One of the four lists of the account. */
export interface ContactKind {
  title: string;
  /** With its article: "a phone number". */
  noun: string;
  entries: (client: Client) => Entry[];
  add: (clientId: string, text: (name: string) => string) => Promise<Answered>;
  prefer: (id: string) => Promise<Answered>;
  remove: (id: string) => Promise<Answered>;
}

export const EMAILS: ContactKind = {
  title: 'Email addresses',
  noun: 'an email address',
  entries: ({ emails, loginEmail }) =>
    emails.map(({ id, address, isDefault, verifiedAt }) => ({
      id,
      text: address,
      isDefault,
      isLogin: address === loginEmail,
      note: verifiedAt ? undefined : 'not confirmed',
    })),
  add: async (clientId, text) =>
    (await ask(AddClientEmailDocument, { input: { clientId, address: text('address'), sendVerification: true } }, DOOR))
      .kept,
  prefer: async (id) => (await ask(MakeDefaultClientEmailDocument, { input: { id } }, DOOR)).kept,
  remove: async (id) => (await ask(RemoveOwnEmailDocument, { id }, DOOR)).removed,
};

export const PHONES: ContactKind = {
  title: 'Phone numbers',
  noun: 'a phone number',
  entries: ({ phones }) => phones.map(({ id, number, isDefault }) => ({ id, text: number, isDefault })),
  add: async (clientId, text) =>
    (await ask(AddClientPhoneDocument, { input: { clientId, number: text('number') } }, DOOR)).kept,
  prefer: async (id) => (await ask(MakeDefaultClientPhoneDocument, { input: { id } }, DOOR)).kept,
  remove: async (id) => (await ask(RemoveOwnPhoneDocument, { id }, DOOR)).removed,
};

export const ADDRESSES: ContactKind = {
  title: 'Addresses',
  noun: 'an address',
  entries: ({ addresses }) =>
    addresses.map(({ id, line1, line2, city, region, postcode, country, isDefault }) => ({
      id,
      text: [line1, line2, `${postcode} ${city}`.trim(), region, countryName(country)].filter(Boolean).join(', '),
      isDefault,
    })),
  add: async (clientId, text) => {
    const part = (name: string) => text(`address.${name}`);
    const address = {
      line1: part('line1'),
      line2: part('line2'),
      city: part('city'),
      region: part('region'),
      postcode: part('postcode'),
      country: part('country'),
    };
    return (await ask(AddClientAddressDocument, { input: { clientId, address } }, DOOR)).kept;
  },
  prefer: async (id) => (await ask(MakeDefaultClientAddressDocument, { input: { id } }, DOOR)).kept,
  remove: async (id) => (await ask(RemoveOwnAddressDocument, { id }, DOOR)).removed,
};

export const COMPANIES: ContactKind = {
  title: 'Companies',
  noun: 'a company',
  entries: ({ companies }) =>
    companies.map(({ id, name, taxId, isDefault }) => ({ id, text: name, isDefault, note: taxId || undefined })),
  add: async (clientId, text) => {
    const company = { name: text('company.name'), taxId: text('company.taxId') };
    return (await ask(AddClientCompanyDocument, { input: { clientId, company } }, DOOR)).kept;
  },
  prefer: async (id) => (await ask(MakeDefaultClientCompanyDocument, { input: { id } }, DOOR)).kept,
  remove: async (id) => (await ask(RemoveOwnCompanyDocument, { id }, DOOR)).removed,
};
