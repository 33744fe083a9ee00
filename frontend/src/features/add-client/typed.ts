import type { AddClientInput, ClientFilter } from '@/generated/graphql';

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
  const tags = (typed.tags ?? '').split(',').map((tag) => tag.trim());
  return {
    firstName: typed.firstName ?? '',
    lastName: typed.lastName ?? '',
    allowLogin,
    email: given('email'),
    phone: given('phone'),
    language: given('language'),
    currency: given('currency'),
    externalId: given('externalId'),
    tags: tags.some(Boolean) ? tags.filter(Boolean) : undefined,
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

/** Who may be the same person: the same e-mail, phone, or both names. Null while too little has been typed to tell. */
export function lookalikeFilter(typed: Typed): ClientFilter | null {
  const phone = (typed.phone ?? '').replace(/[^\d+]/g, '');
  const either: ClientFilter[] = [];
  if (/.@./.test(typed.email ?? '')) either.push({ email: { eq: typed.email } });
  if (phone.length >= LEAST_PHONE_DIGITS) either.push({ phone: { contains: phone.replace('+', '') } });
  if (typed.firstName && typed.lastName) {
    either.push({ firstName: { eq: typed.firstName }, lastName: { eq: typed.lastName } });
  }
  return either.length > 0 ? { or: either } : null;
}
