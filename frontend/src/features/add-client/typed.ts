import { tagsIn, withTags } from '@/features/tags/tagTexts';
import type { AddClientInput, DuplicateDraft } from '@/generated/graphql';

/** What stands in the form, by the input's own paths: `email`, `address.line1`. */
export type Typed = Record<string, string>;

const ADDRESS = ['line1', 'line2', 'city', 'region', 'postcode', 'country'] as const;
const COMPANY = ['name', 'taxId', 'registrationNumber'] as const;

/** Whether a path's field is always in sight; the others stand behind the details. */
export const isMain = (path: string) => /^(firstName|lastName|company|company\.name|email|allowLogin)$/.test(path);

export function readForm(form: HTMLFormElement): Typed {
  return Object.fromEntries([...new FormData(form)].map(([name, text]) => [name, String(text).trim()]));
}

/** What is sent: nothing that was left empty, and a company or an address only when some of it was typed. */
export function toInput(typed: Typed, allowLogin: boolean): AddClientInput {
  const given = (name: string) => typed[name] || undefined;
  const tags = withTags((typed['tags.chosen'] ?? '').split('\n'), tagsIn(typed.tags ?? ''));
  return {
    firstName: typed.firstName ?? '',
    lastName: typed.lastName ?? '',
    allowLogin,
    email: given('email'),
    phone: given('phone'),
    language: given('language'),
    currency: given('currency'),
    externalId: given('externalId'),
    tags: tags.length > 0 ? tags : undefined,
    company: anyOf(typed, 'company', COMPANY) && {
      name: typed['company.name'] ?? '',
      taxId: typed['company.taxId'] ?? '',
      registrationNumber: typed['company.registrationNumber'] ?? '',
    },
    address: anyOf(typed, 'address', ADDRESS) && {
      line1: typed['address.line1'] ?? '',
      line2: typed['address.line2'] ?? '',
      city: typed['address.city'] ?? '',
      region: typed['address.region'] ?? '',
      postcode: typed['address.postcode'] ?? '',
      country: typed['address.country'] ?? '',
    },
  };
}

function anyOf(typed: Typed, group: string, names: readonly string[]): true | undefined {
  return names.some((name) => typed[`${group}.${name}`]) || undefined;
}

const LEAST_PHONE_DIGITS = 6;

/** By what one sees that somebody may be a client already; null while too little has been typed to tell. */
export function draftOf(typed: Typed): DuplicateDraft | null {
  const phone = typed.phone ?? '';
  const has = {
    email: /.@./.test(typed.email ?? ''),
    phone: phone.replace(/\D/g, '').length >= LEAST_PHONE_DIGITS,
    name: Boolean(typed.firstName || typed.lastName || typed['company.name']) && Boolean(typed['address.postcode']),
  };
  if (!has.email && !has.phone && !has.name && !typed['company.taxId'] && !typed.externalId) return null;
  return {
    ...(has.email && { email: typed.email }),
    ...(has.phone && { phone }),
    ...(has.name && {
      firstName: typed.firstName,
      lastName: typed.lastName,
      company: typed['company.name'],
      postcode: typed['address.postcode'],
    }),
    country: typed['address.country'] || undefined,
    taxId: typed['company.taxId'] || undefined,
    externalId: typed.externalId || undefined,
  };
}
