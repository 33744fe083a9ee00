import type { CustomFieldLineFragment } from '@/generated/graphql';
import { countries, currencies, languages } from '@/lib/codes';
import { partsOf } from '@/pages/settings-imports/fieldWords';

/** What a word can mean: as the server takes it, and as it is read. */
export interface Meaning {
  value: string;
  words: string;
}

const TRUTHS: Record<string, [yes: string, no: string]> = {
  allowLogin: ['Yes, may log in', 'No, may not log in'],
  emailVerified: ['Yes, verified', 'No, not verified'],
};

const truths = ([yes, no]: [string, string] = ['Yes', 'No']): Meaning[] => [
  { value: 'yes', words: yes },
  { value: 'no', words: no },
];

const LISTS = { country: countries, currency: currencies, language: languages };
const lists: Partial<Record<keyof typeof LISTS, Meaning[]>> = {};

/** Some hundred names take a while to sort: once is enough. */
function coded(kind: keyof typeof LISTS): Meaning[] {
  lists[kind] ??= LISTS[kind]().map(({ code, name }) => ({ value: code, words: name }));
  return lists[kind];
}

/** All that words of a column can mean; undefined where a field takes any text. */
export function meaningsFor(field: string, custom: readonly CustomFieldLineFragment[]): Meaning[] | undefined {
  const [base] = partsOf(field);
  if (base in TRUTHS) return truths(TRUTHS[base]);
  if (base === 'country' || base === 'currency' || base === 'language') return coded(base);
  return meaningsOfCustom(custom.find(({ key }) => field === `customFields.${key}`));
}

function meaningsOfCustom(field: CustomFieldLineFragment | undefined): Meaning[] | undefined {
  switch (field?.type) {
    case 'BOOLEAN':
      return truths();
    case 'COUNTRY':
      return coded('country');
    case 'SELECT':
    case 'MULTI_SELECT':
      return field.options.map((option) => ({ value: option, words: option }));
    default:
      return undefined;
  }
}

/** The meanings with the one that was chosen earlier, also where the field does not know it any more. */
export const withChosen = (known: Meaning[], chosen: string | undefined): Meaning[] =>
  chosen && !known.some(({ value }) => value === chosen)
    ? [...known, { value: chosen, words: `“${chosen}”, which is not known any more` }]
    : known;
