import type { CustomFieldLineFragment, CustomFieldType, CustomFieldVisibility } from '@/generated/graphql';

export const TYPE_WORDS: Record<CustomFieldType, string> = {
  TEXT: 'Text',
  LONG_TEXT: 'Long text',
  INTEGER: 'Whole number',
  DECIMAL: 'Decimal number',
  BOOLEAN: 'Yes or no',
  DATE: 'Date',
  SELECT: 'One of several',
  MULTI_SELECT: 'Any of several',
  EMAIL: 'E-mail address',
  PHONE: 'Phone number',
  URL: 'Web address',
  COUNTRY: 'Country',
};

export const TYPES = Object.keys(TYPE_WORDS) as CustomFieldType[];

export const VISIBILITY_WORDS: Record<CustomFieldVisibility, string> = {
  STAFF: 'Staff only',
  CLIENT_SEES: 'Client sees it',
  CLIENT_EDITS: 'Client edits it',
  REGISTRATION: 'Asked at registration',
};

export const VISIBILITIES = Object.keys(VISIBILITY_WORDS) as CustomFieldVisibility[];

export const hasOptions = (type: CustomFieldType) => type === 'SELECT' || type === 'MULTI_SELECT';

/** The search looks for words and numbers. */
export const canBeSearched = (type: CustomFieldType) => !['BOOLEAN', 'DATE', 'COUNTRY'].includes(type);

const FAMILIES: [heading: string, types: CustomFieldType[]][] = [
  ['Texts', ['TEXT', 'LONG_TEXT']],
  ['Numbers and dates', ['INTEGER', 'DECIMAL', 'DATE']],
  ['Choices', ['BOOLEAN', 'SELECT', 'MULTI_SELECT', 'COUNTRY']],
  ['Addresses', ['EMAIL', 'PHONE', 'URL']],
];

/** Fields under headings by what they hold, each group in the fields' own order. */
export function byFamily<Field extends Pick<CustomFieldLineFragment, 'type'>>(fields: readonly Field[]) {
  return FAMILIES.map(([heading, types]) => ({
    heading,
    fields: fields.filter(({ type }) => types.includes(type)),
  })).filter((family) => family.fields.length > 0);
}
