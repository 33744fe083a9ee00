import type {
  ImportCardFragment,
  ImportChoicesQuery,
  ImportColumnLineFragment,
  ImportGuessesQuery,
  KeptMappingFragment,
  MapImportInput,
  WhenFound,
} from '@/generated/graphql';
import { byOrder, fieldWords, partsOf } from '@/pages/settings-imports/fieldWords';

/** What its words mean: `{ Closed: 'no' }`. */
export type Meanings = Record<string, string>;

/** What one column is; an empty field leaves it out. */
export interface Choice {
  field: string;
  values: Meanings;
}

/** A mapping as it is being made, by the columns' headings. */
export interface Draft {
  choices: Record<string, Choice>;
  allowLogin: boolean;
  whenFound: WhenFound;
  defaultCountry: string;
}

const meaningsOf = (values: unknown): Meanings =>
  Object.fromEntries(Object.entries((values ?? {}) as Record<string, unknown>).map(([word, is]) => [word, said(is)]));

const said = (meaning: unknown): string =>
  typeof meaning === 'boolean' ? (meaning ? 'yes' : 'no') : String(meaning ?? '');

/** As it was mapped; before that as it was guessed. */
export function draftOf(work: ImportCardFragment, columns: ImportColumnLineFragment[]): Draft {
  const isMapped = columns.some(({ field }) => field !== '');
  const choices = columns.map(({ name, guess, field, values }) => {
    return [name, { field: isMapped ? field : guess, values: meaningsOf(values) }] as const;
  });
  const { allowLogin, whenFound, defaultCountry } = work;
  return { choices: Object.fromEntries(choices), allowLogin, whenFound, defaultCountry };
}

/** A kept mapping, as far as this file has its columns; the others are left out. */
export function withKept(draft: Draft, kept: KeptMappingFragment): Draft {
  const columns = kept.columns as { column: string; field: string; values?: unknown }[];
  const choices = Object.keys(draft.choices).map((name) => {
    const found = columns.find(({ column }) => column === name);
    return [name, { field: found?.field ?? '', values: meaningsOf(found?.values) }] as const;
  });
  const { allowLogin, whenFound, defaultCountry } = kept;
  return { choices: Object.fromEntries(choices), allowLogin, whenFound, defaultCountry };
}

type Guesses = ImportGuessesQuery['importGuesses'];

/** The columns with other guesses, where there are any. */
export const withGuesses = (columns: ImportColumnLineFragment[], guesses: Guesses): ImportColumnLineFragment[] =>
  columns.map((one) => {
    const other = guesses.find(({ column }) => column === one.name);
    return other ? { ...one, guess: other.field, certainty: other.certainty } : one;
  });

/** What the mapping begins with: a kept one, what the columns are guessed to be, or what they were mapped as. */
export function startOf(
  work: ImportCardFragment,
  columns: ImportColumnLineFragment[],
  guesses: Guesses,
  kept: KeptMappingFragment | undefined,
): Draft {
  const draft = draftOf(work, columns);
  if (kept) return withKept(draft, kept);
  const taken = guesses.map(({ column, field, values }) => [column, { field, values: meaningsOf(values) }] as const);
  return taken.length > 0 ? { ...draft, choices: Object.fromEntries(taken) } : draft;
}

/** The columns that are of use, as the server takes them, in the file's order. */
export const columnsOf = ({ choices }: Draft): MapImportInput['columns'] =>
  Object.entries(choices)
    .filter(([, { field }]) => field !== '')
    .map(([column, { field, values }]) => ({ column, field, values }));

/** Fields that more than one column claims to be. */
export function fieldsTwice({ choices }: Draft): Set<string> {
  const fields = Object.values(choices).flatMap(({ field }) => (field ? [field] : []));
  return new Set(fields.filter((field, place) => fields.indexOf(field) !== place));
}

export interface Offer {
  field: string;
  words: string;
}

type Fields = ImportChoicesQuery['importChoices']['fields'];

/** The fields to choose from: of those that a client may have several of, one more than are used. */
export function offersOf(fields: Fields, { choices }: Draft): Offer[] {
  const used = Object.values(choices).map(({ field }) => partsOf(field));
  return [...fields]
    .sort((one, other) => byOrder(one.name, other.name))
    .flatMap(({ name, hasSeveral }) => {
      const most = Math.max(0, ...used.filter(([base]) => base === name).map(([, place]) => place));
      const places = hasSeveral ? Math.min(20, Math.max(1, most) + 1) : 1;
      return Array.from({ length: places }, (_, place) => (place === 0 ? name : `${name}${place + 1}`));
    })
    .map((field) => ({ field, words: fieldWords(field) }));
}

const WITH_MEANINGS = ['allowLogin', 'emailVerified', 'country', 'currency', 'language', 'tags'];

/** Whether the words of such a column may need to be told what they mean. */
export const takesMeanings = (field: string) =>
  field.startsWith('customFields.') || WITH_MEANINGS.includes(partsOf(field)[0]);

const NAMING = ['externalId', 'firstName', 'lastName', 'name', 'company', 'email'];

/** What has to be mapped and is not: one that says who a client is, then the custom fields that must be filled in. */
export function missingIn({ choices }: Draft, required: readonly { key: string; label: string }[]): string[] {
  const fields = Object.values(choices).map(({ field }) => field);
  const isNamed = fields.some((field) => NAMING.includes(partsOf(field)[0]));
  const names = isNamed ? [] : ['A name, a company, an e-mail address or an external id'];
  return [...names, ...required.filter(({ key }) => !fields.includes(`customFields.${key}`)).map(({ label }) => label)];
}

/** The server's faults under the names of the form's fields: a column's by its heading. */
export function faultsByColumn(fields: readonly { path: string[]; message: string }[], draft: Draft) {
  const columns = columnsOf(draft);
  return new Map(
    fields.map(({ path, message }) => {
      const column = path[0] === 'columns' ? columns[Number(path[1])] : undefined;
      return [column ? `field:${column.column}` : path.join('.'), message] as const;
    }),
  );
}
