import { customKey, fieldNamed } from '@/features/clients-filter/fields';
import { type Condition, condition } from '@/features/clients-filter/tree';
import type { CustomFieldFilter, DateTimeFilter, DecimalFilter, StringFilter } from '@/generated/graphql';

/** How the conditions that other fields have too are written and read. A custom day has no zone: it is UTC's. */
export interface Common {
  textOf: (op: string, values: string[]) => StringFilter;
  timeOf: (op: string, first: string, second: string, zone: string) => DateTimeFilter;
}

/** What a row about a custom field means to the API. */
export function customSaid(
  field: string,
  op: string,
  values: string[],
  common: Common,
): Omit<CustomFieldFilter, 'key'> {
  const kind = fieldNamed(field)?.kind;
  const [first = '', second = ''] = values.map((each) => each.trim());
  if (op === 'empty' || op === 'filled') return { isEmpty: op === 'empty' };
  if (kind === 'said') return { boolean: op === 'yes' };
  if (kind === 'chosen') return { options: values };
  if (kind === 'number') return { number: numberOf(op, first, second) };
  if (kind === 'day') return { date: common.timeOf(op, first, second, 'UTC') };
  return { text: common.textOf(op, values) };
}

function numberOf(op: string, first: string, second: string): DecimalFilter {
  if (op === 'range') return { atLeast: first, atMost: second };
  return { [op === 'is' ? 'eq' : op]: first };
}

interface Reading {
  text: (field: Condition['field'], given: StringFilter) => Condition | null;
  time: (field: Condition['field'], given: DateTimeFilter, zone: string) => Condition | null;
}

/** The row for one condition on a custom field; null where none says it, or the field is gone. */
export function customCondition(given: CustomFieldFilter, read: Reading): Condition | null {
  const field = customKey(given.key);
  const kind = fieldNamed(field)?.kind;
  const said = Object.entries(given).filter(([name, value]) => name !== 'key' && value != null);
  const [[member, value] = []] = said;
  if (!kind || said.length !== 1) return null;
  if (member === 'isEmpty') return condition(field, value ? 'empty' : 'filled');
  if (member === 'boolean') return kind === 'said' ? condition(field, value ? 'yes' : 'no') : null;
  if (member === 'options') return kind === 'chosen' ? chosen(field, value as string[]) : null;
  if (member === 'number') return kind === 'number' ? numberCondition(field, value as DecimalFilter) : null;
  if (member === 'date') return kind === 'day' ? read.time(field, value as DateTimeFilter, 'UTC') : null;
  return kind === 'text' ? read.text(field, value as StringFilter) : null;
}

const chosen = (field: Condition['field'], options: string[]) =>
  options.length > 0 ? condition(field, 'anyOf', options) : null;

function numberCondition(field: Condition['field'], given: DecimalFilter): Condition | null {
  const [eq, atLeast, atMost] = [given.eq, given.atLeast, given.atMost].map((each) =>
    each == null ? null : String(each),
  );
  if (eq != null) return atLeast == null && atMost == null ? condition(field, 'is', [eq]) : null;
  if (atLeast != null && atMost != null) return condition(field, 'range', [atLeast, atMost]);
  if (atLeast != null) return condition(field, 'atLeast', [atLeast]);
  return atMost == null ? null : condition(field, 'atMost', [atMost]);
}
