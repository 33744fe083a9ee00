/** What the fields are called, in the order in which they are offered. */
const FIELDS: Record<string, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  name: 'Whole name',
  externalId: 'External id',
  number: 'Client number',
  email: 'E-mail',
  emailVerified: 'E-mail verified',
  phone: 'Phone',
  phonePrefix: 'Calling code',
  company: 'Company',
  taxId: 'Tax id',
  registrationNumber: 'Registration number',
  line1: 'Address, line 1',
  line2: 'Address, line 2',
  postcode: 'Postcode',
  city: 'City',
  region: 'Region',
  country: 'Country',
  language: 'Language',
  currency: 'Currency',
  allowLogin: 'Allow login',
  passwordHash: 'Password hash',
  createdAt: 'Client since',
  parentExternalId: 'Parent’s external id',
  tags: 'Tags',
  notes: 'Note',
};

/** Others by which a change may be named. */
const ALSO: Record<string, string> = { parent: 'Parent', emails: 'E-mail', addresses: 'Address', phones: 'Phone' };

const ORDER = Object.keys(FIELDS);
const NUMBERED = /^(.*\D)([2-9]|1\d|20)$/;

/** The field without its number, and which of its kind it is: `city2` is the second city; `line1` is none but itself. */
export function partsOf(field: string): [base: string, place: number] {
  if (field in FIELDS) return [field, 1];
  const [, base = '', place] = NUMBERED.exec(field) ?? [];
  return base in FIELDS ? [base, Number(place)] : endsInLine(field);
}

/** `line12` is the second `line1`. */
function endsInLine(field: string): [base: string, place: number] {
  const [, base = field, place = '1'] = /^(line[12])(\d+)$/.exec(field) ?? [];
  return [base, Number(place)];
}

/** "E-mail", "City (2nd)"; what has no name here is its own. */
export function fieldWords(field: string): string {
  const [base, place] = partsOf(field);
  const words = FIELDS[base] ?? ALSO[base] ?? base.replace(/^customFields\./, '');
  return place > 1 ? `${words} (${ordinal(place)})` : words;
}

const ordinal = (place: number) => `${place}${place < 4 ? (['nd', 'rd'][place - 2] ?? 'th') : 'th'}`;

/** Compares fields by the order in which they are offered. */
export function byOrder(one: string, other: string): number {
  const [place, otherPlace] = [one, other].map((field) => ORDER.indexOf(field) + 1 || ORDER.length + 1);
  return (place ?? 0) - (otherPlace ?? 0);
}
