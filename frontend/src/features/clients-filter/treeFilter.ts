import { justBefore } from '@/features/clients/listFilter';
import { NO_COUNTRY } from '@/features/clients/listSearch';
import { amountOf, countOf, spanCondition } from '@/features/clients-filter/amountFilter';
import { customCondition, customSaid } from '@/features/clients-filter/customFilter';
import { type FieldKey, fieldNamed, keyOfCustom, OPERATORS, operatorOf } from '@/features/clients-filter/fields';
import { type Condition, condition, type Group, group, isGroup, type Part } from '@/features/clients-filter/tree';
import type {
  ClientFilter,
  CustomFieldFilter,
  DateTimeFilter,
  IntFilter,
  MoneyFilter,
  StringFilter,
} from '@/generated/graphql';
import { addDays, dayIn, startOfDay } from '@/lib/days';

/** What a tree means to the API. @param zone the time zone in which its days are meant. */
export function filterOfPart(part: Part, zone: string): ClientFilter {
  if (!isGroup(part)) return filterOfCondition(part, zone);
  const branches = part.parts.map((each) => filterOfPart(each, zone));
  const [only] = branches;
  const inner = only && branches.length === 1 ? only : part.join === 'all' ? { and: branches } : { or: branches };
  return part.not ? { not: inner } : inner;
}

function filterOfCondition({ field, op, values }: Condition, zone: string): ClientFilter {
  const opposite = operatorOf(field, op)?.opposite;
  const key = keyOfCustom(field);
  const plain: ClientFilter =
    key === null
      ? { [field]: saidOf(field, opposite ?? op, values, zone) }
      : { customField: [{ key, ...customSaid(field, opposite ?? op, values, { textOf, timeOf }) }] };
  return opposite ? { not: plain } : plain;
}

function saidOf(field: FieldKey, op: string, values: string[], zone: string): unknown {
  const kind = fieldNamed(field)?.kind;
  const [first = '', second = ''] = values.map((each) => each.trim());
  if (kind === 'flag') return op === 'yes';
  if (kind === 'found' || kind === 'client') return first;
  if (kind === 'options') return field === 'country' ? values.map((each) => (each === NO_COUNTRY ? '' : each)) : values;
  if (op === 'empty' || op === 'filled') return { isEmpty: op === 'empty' };
  if (kind === 'time' || kind === 'seen') return timeOf(op, first, second, zone);
  if (kind === 'count') return countOf(op, first, second);
  if (kind === 'money') return amountOf(op, values);
  return textOf(op, values);
}

function textOf(op: string, values: string[]): StringFilter {
  const given = values.map((each) => each.trim());
  if (op === 'anyOf') return { in: given.filter(Boolean) };
  return { [op === 'is' ? 'eq' : op === 'starts' ? 'startsWith' : 'contains']: given[0] ?? '' };
}

function timeOf(op: string, first: string, second: string, zone: string): DateTimeFilter {
  if (op === 'last') return { inLastDays: Number(first) };
  if (op === 'before') return { before: startOfDay(first, zone) };
  const after = justBefore(startOfDay(first, zone));
  return op === 'since' ? { after } : { after, before: startOfDay(addDays(second, 1), zone) };
}

/**
 * A filter as a tree of rows and groups, of whatever depth.
 * @returns null where something in it has no row: then only the text can show it.
 */
export function treeOfFilter(filter: ClientFilter, zone: string): Group | null {
  const parts = Object.entries(filter).flatMap(([key, value]): (Part | null)[] => {
    if (value == null) return [];
    if (key === 'and') return (value as ClientFilter[]).map((each) => partOfFilter(each, zone));
    if (key === 'or') return [anyOf(value as ClientFilter[], zone)];
    if (key === 'customField') {
      return (value as CustomFieldFilter[]).map((each) =>
        customCondition(each, { text: textCondition, time: timeCondition }),
      );
    }
    if (key === 'not') return [oppositeOf(value as ClientFilter, zone)];
    return [conditionOf(key, value, zone)];
  });
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? group('all', known) : null;
}

/** Groups of one are what they hold. */
function partOfFilter(filter: ClientFilter, zone: string): Part | null {
  const tree = treeOfFilter(filter, zone);
  const [only] = tree?.parts ?? [];
  return only && tree?.parts.length === 1 ? only : tree;
}

function anyOf(branches: ClientFilter[], zone: string): Group | null {
  const parts = branches.map((each) => partOfFilter(each, zone)).filter((part) => part !== null);
  return parts.length === branches.length ? group('any', parts) : null;
}

function oppositeOf(filter: ClientFilter, zone: string): Part | null {
  const part = partOfFilter(filter, zone);
  if (!part) return null;
  if (isGroup(part)) return part.not ? group('all', [part], true) : { ...part, not: true };
  const kind = fieldNamed(part.field)?.kind;
  const opposite = kind && OPERATORS[kind].find((each) => each.opposite === part.op);
  return opposite ? { ...part, op: opposite.op } : group('all', [part], true);
}

function conditionOf(key: string, value: unknown, zone: string): Condition | null {
  const field = fieldNamed(key);
  if (!field) return null;
  const made = (op: string, values: string[] = []) => condition(field.key, op, values);
  if (field.kind === 'flag') return made(value ? 'yes' : 'no');
  if (field.kind === 'found') return made('finds', [String(value)]);
  if (field.kind === 'client') return made('is', [String(value)]);
  if (field.kind === 'options') {
    const codes = (value as string[]).map((code) => (key === 'country' && code === '' ? NO_COUNTRY : code));
    return codes.length > 0 ? made('anyOf', codes) : null;
  }
  if (field.kind === 'count' || field.kind === 'money')
    return spanCondition(field.key, value as IntFilter | MoneyFilter);
  if (field.kind === 'time' || field.kind === 'seen') return timeCondition(field.key, value as DateTimeFilter, zone);
  return textCondition(field.key, value as StringFilter);
}

function textCondition(field: FieldKey, value: StringFilter): Condition | null {
  const made = (op: string, values: string[] = []) => condition(field, op, values);
  const given = Object.entries(value);
  const [[operator, said] = ['', '']] = given;
  if (given.length !== 1) return null; // several of one field may be meant of the same address: no rows say that
  if (operator === 'isEmpty') return made(said ? 'empty' : 'filled');
  if (operator === 'in') return (said as string[]).length > 0 ? made('anyOf', said as string[]) : null;
  return made(operator === 'eq' ? 'is' : operator === 'startsWith' ? 'starts' : 'contains', [String(said)]);
}

function timeCondition(field: FieldKey, given: DateTimeFilter, zone: string): Condition | null {
  const { after, before, inLastDays, isEmpty, ...rest } = given;
  const count = [after, before, inLastDays, isEmpty].filter((each) => each != null).length;
  if (Object.keys(rest).length > 0 || count === 0) return null;
  if (inLastDays != null && count === 1) return inLastDays > 0 ? condition(field, 'last', [String(inLastDays)]) : null;
  if (isEmpty != null && count === 1) {
    const op = isEmpty ? 'empty' : 'filled';
    return operatorOf(field, op) ? condition(field, op) : null;
  }
  const first = after == null ? '' : dayThatBegins(Date.parse(String(after)) + 1, zone);
  const end = before == null ? '' : dayThatBegins(Date.parse(String(before)), zone);
  if (first === null || end === null || inLastDays != null || isEmpty != null) return null;
  if (before == null) return condition(field, 'since', [first]);
  return after == null ? condition(field, 'before', [end]) : condition(field, 'span', [first, addDays(end, -1)]);
}

/** The day that begins at the instant, or null where none does. */
function dayThatBegins(at: number, zone: string): string | null {
  const day = dayIn(zone, new Date(at));
  return Date.parse(startOfDay(day, zone)) === at ? day : null;
}
