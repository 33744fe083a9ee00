import { type FieldKey, fieldNamed, OPERATORS, operatorOf } from '@/features/clients-filter/fields';
import { isDay } from '@/lib/days';

/** One row of the builder: what, how, and with which values. */
export interface Condition {
  id: number;
  field: FieldKey;
  op: string;
  values: string[];
}

/** Conditions that hold together, or of which one is enough; or the opposite of that. */
export interface Group {
  id: number;
  join: 'all' | 'any';
  not: boolean;
  parts: Part[];
}

export type Part = Condition | Group;

export const isGroup = (part: Part): part is Group => 'parts' in part;

let next = 1;

export const condition = (field: FieldKey, op: string, values: string[] = []): Condition => ({
  id: next++,
  field,
  op,
  values,
});

export const group = (join: Group['join'], parts: Part[], not = false): Group => ({ id: next++, join, not, parts });

/** A row as it is when it is added. */
export function newCondition(field: FieldKey = 'status'): Condition {
  const kind = fieldNamed(field)?.kind ?? 'text';
  return condition(field, OPERATORS[kind][0]?.op ?? '');
}

/** How many groups lie within each other: 1 for conditions alone. */
export function depthOf(part: Part): number {
  return isGroup(part) ? 1 + Math.max(0, ...part.parts.map(depthOf)) : 0;
}

/** The form shows groups within the whole, and none within those. */
export const DEEPEST_SHOWN = 2;

/** The tree with one part changed; null takes it away. */
export function changed(tree: Group, id: number, change: (part: Part) => Part | null): Group {
  const parts = tree.parts.flatMap((part): Part[] => {
    if (part.id !== id) return [isGroup(part) ? changed(part, id, change) : part];
    const now = change(part);
    return now ? [now] : [];
  });
  return { ...tree, parts };
}

const isNumber = (text = '') => /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text.trim());

const isWhole = (text = '') => /^\d{1,9}$/.test(text.trim());

function missingInMoney(amounts: string[], currency: string): string | undefined {
  const [from = '', to = from] = amounts;
  if (amounts.length === 0 || !amounts.every(isNumber))
    return amounts.length > 1 ? 'Enter both amounts.' : 'Enter an amount.';
  if (Number(from) > Number(to)) return 'The first amount is above the second.';
  return /^[A-Z]{3}$/.test(currency) ? undefined : 'Choose a currency.';
}

/** What is missing in a row, or undefined when it says something. */
export function missingIn({ field, op, values }: Condition): string | undefined {
  const asks = operatorOf(field, op)?.asks ?? 'nothing';
  const given = values.filter((each) => each.trim() !== '');
  if (asks === 'nothing') return undefined;
  if (asks === 'text' || asks === 'texts') return given.length > 0 ? undefined : 'Enter a text.';
  if (asks === 'client') return given.length > 0 ? undefined : 'Choose a client.';
  if (asks === 'codes') return given.length > 0 ? undefined : 'Choose at least one.';
  if (asks === 'days') {
    const days = Number(values[0]);
    return Number.isInteger(days) && days >= 1 && days <= 9999 ? undefined : 'Enter 1 to 9999 days.';
  }
  if (asks === 'day') return isDay(values[0] ?? '') ? undefined : 'Enter a day.';
  if (asks === 'money' || asks === 'moneys') return missingInMoney(values.slice(0, -1), values.at(-1) ?? '');
  const isFit = fieldNamed(field)?.kind === 'count' ? isWhole : isNumber;
  if (asks === 'number') return isFit(values[0]) ? undefined : 'Enter a number.';
  const [from = '', to = ''] = values;
  if (asks === 'range') {
    if (!isFit(from) || !isFit(to)) return 'Enter both numbers.';
    return Number(from) <= Number(to) ? undefined : 'The first number is above the second.';
  }
  if (!isDay(from) || !isDay(to)) return 'Enter both days.';
  return from <= to ? undefined : 'The first day lies after the last.';
}

/** The rows that still miss something, and groups that are empty, by id. */
export function missingInTree(tree: Group, isRoot = true): Map<number, string> {
  const found = new Map<number, string>();
  if (!isRoot && tree.parts.length === 0) found.set(tree.id, 'Add a condition, or remove the group.');
  for (const part of tree.parts) {
    if (isGroup(part)) for (const [id, words] of missingInTree(part, false)) found.set(id, words);
    else {
      const words = missingIn(part);
      if (words) found.set(part.id, words);
    }
  }
  return found;
}
