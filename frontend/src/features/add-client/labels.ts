/** What each field is called, by the input's path: beside the field, and in the summary of what is wrong. */
const LABELS: Record<string, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  phone: 'Phone',
  company: 'Company',
  'company.name': 'Company',
  'company.taxId': 'Tax id',
  'company.registrationNumber': 'Registration number',
  address: 'Address',
  'address.line1': 'Street and number',
  'address.line2': 'Further line',
  'address.postcode': 'Postcode',
  'address.city': 'City',
  'address.region': 'Region',
  'address.country': 'Country',
  language: 'Language',
  currency: 'Currency',
  externalId: 'External id',
  tags: 'Tags',
};

/** @returns the label, or nothing for a path that no field has. */
export const labelOf = (path: string) => LABELS[path] ?? '';
