import { fieldOf } from '@/features/custom-fields/known';
import type { CustomFieldFilter, DecimalFilter } from '@/generated/graphql';
import { valueWords } from '@/lib/customValues';

/** A field's label; its key while it is not known, or when it is gone. */
const labelOf = (key: string) => fieldOf(key)?.label ?? key;

const number = (value: unknown) => valueWords('DECIMAL', value);

function numberWords(name: string, { eq, atLeast, atMost }: DecimalFilter): string[] {
  if (atLeast != null && atMost != null) return [`${name} is from ${number(atLeast)} to ${number(atMost)}`];
  return [
    ...(eq != null ? [`${name} is ${number(eq)}`] : []),
    ...(atLeast != null ? [`${name} is at least ${number(atLeast)}`] : []),
    ...(atMost != null ? [`${name} is at most ${number(atMost)}`] : []),
  ];
}

type Words<Given> = (name: string, given: Given) => string[];

interface Sayings {
  text: Words<NonNullable<CustomFieldFilter['text']>>;
  date: Words<NonNullable<CustomFieldFilter['date']>>;
  options: Words<string[]>;
}

/** What one condition on a custom field says. @param say how texts, days and lists are said of any field. */
export function customWords(given: CustomFieldFilter, say: Sayings): string[] {
  const { key, text, number: amount, date, boolean, options, isEmpty } = given;
  const name = labelOf(key);
  return [
    ...(text ? say.text(name, text) : []),
    ...(amount ? numberWords(name, amount) : []),
    ...(date ? say.date(name, date) : []),
    ...(boolean != null ? [`${name} is ${boolean ? 'yes' : 'no'}`] : []),
    ...(options ? say.options(name, options) : []),
    ...(isEmpty != null ? [isEmpty ? `${name} is empty` : `${name} is not empty`] : []),
  ];
}
