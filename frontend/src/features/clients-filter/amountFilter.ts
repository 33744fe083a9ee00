import { type Condition, condition } from '@/features/clients-filter/tree';
import type { IntFilter, MoneyFilter } from '@/generated/graphql';

/** What a row about a number of orders means to the API. */
export function countOf(op: string, first: string, second: string): IntFilter {
  if (op === 'range') return { atLeast: Number(first), atMost: Number(second) };
  return { [op === 'is' ? 'eq' : op]: Number(first) };
}

/** What a row about an amount means. @param values one amount or two, the currency last. */
export function amountOf(op: string, values: readonly string[]): MoneyFilter {
  const [first = '', second = ''] = values;
  const currency = values.at(-1) ?? '';
  if (op === 'range') return { currency, atLeast: first, atMost: second };
  return { currency, [op]: first };
}

type Given = IntFilter | MoneyFilter;

/** The row for a condition on a number or an amount; null where no row says it. */
export function spanCondition(field: Condition['field'], given: Given): Condition | null {
  const eq = 'eq' in given ? given.eq : null;
  const currency = 'currency' in given ? given.currency : null;
  const [least, most] = [given.atLeast, given.atMost].map((each) => (each == null ? null : String(each)));
  const made = (op: string, values: string[]) => condition(field, op, currency ? [...values, currency] : values);
  if (eq != null) return least == null && most == null ? made('is', [String(eq)]) : null;
  if (least != null && most != null) return made('range', [least, most]);
  if (least != null) return made('atLeast', [least]);
  return most == null ? null : made('atMost', [most]);
}
