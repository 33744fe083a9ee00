import type { ClientFilter } from '@/generated/graphql';

export type FieldKey = Exclude<keyof ClientFilter, 'and' | 'or' | 'not' | 'ids' | 'parentId'>;
export type Kind = 'found' | 'text' | 'many' | 'options' | 'flag' | 'time' | 'seen';

export interface FieldOf {
  key: FieldKey;
  label: string;
  kind: Kind;
}

/** What a condition can be about, in the order of the menu. */
export const FIELDS: readonly FieldOf[] = [
  { key: 'status', label: 'Status', kind: 'options' },
  { key: 'createdAt', label: 'Created', kind: 'time' },
  { key: 'lastLoginAt', label: 'Last login', kind: 'seen' },
  { key: 'country', label: 'Country', kind: 'options' },
  { key: 'currency', label: 'Currency', kind: 'options' },
  { key: 'tags', label: 'Tag', kind: 'many' },
  { key: 'origin', label: 'Origin', kind: 'options' },
  { key: 'email', label: 'E-mail', kind: 'many' },
  { key: 'phone', label: 'Phone', kind: 'many' },
  { key: 'company', label: 'Company', kind: 'many' },
  { key: 'firstName', label: 'First name', kind: 'text' },
  { key: 'lastName', label: 'Last name', kind: 'text' },
  { key: 'search', label: 'Search', kind: 'found' },
  { key: 'verified', label: 'E-mail verified', kind: 'flag' },
  { key: 'allowLogin', label: 'Login allowed', kind: 'flag' },
  { key: 'hasParent', label: 'Has a parent', kind: 'flag' },
  { key: 'hasChildren', label: 'Has children', kind: 'flag' },
];

export const fieldNamed = (key: string): FieldOf | undefined => FIELDS.find((each) => each.key === key);

/** How a value is asked for. */
export type Asks = 'text' | 'texts' | 'codes' | 'days' | 'day' | 'span' | 'nothing';

export interface Operator {
  op: string;
  label: string;
  asks: Asks;
  /** The plain operator whose opposite this is. */
  opposite?: string;
}

const TEXT: Operator[] = [
  { op: 'contains', label: 'contains', asks: 'text' },
  { op: 'lacks', label: 'does not contain', asks: 'text', opposite: 'contains' },
  { op: 'is', label: 'is', asks: 'text' },
  { op: 'isNot', label: 'is not', asks: 'text', opposite: 'is' },
  { op: 'anyOf', label: 'is any of', asks: 'texts' },
  { op: 'noneOf', label: 'is none of', asks: 'texts', opposite: 'anyOf' },
  { op: 'starts', label: 'starts with', asks: 'text' },
  { op: 'startsNot', label: 'does not start with', asks: 'text', opposite: 'starts' },
  { op: 'empty', label: 'is empty', asks: 'nothing' },
  { op: 'filled', label: 'is not empty', asks: 'nothing' },
];

const TIME: Operator[] = [
  { op: 'last', label: 'in the last', asks: 'days' },
  { op: 'notLast', label: 'not in the last', asks: 'days', opposite: 'last' },
  { op: 'span', label: 'between', asks: 'span' },
  { op: 'since', label: 'on or after', asks: 'day' },
  { op: 'before', label: 'before', asks: 'day' },
];

/** What can be said of a field of each kind; the first is the usual one. */
export const OPERATORS: Record<Kind, readonly Operator[]> = {
  found: [
    { op: 'finds', label: 'finds', asks: 'text' },
    { op: 'misses', label: 'does not find', asks: 'text', opposite: 'finds' },
  ],
  text: TEXT,
  many: TEXT.map((each) => {
    if (each.op === 'empty') return { ...each, label: 'there is none' };
    return each.op === 'filled' ? { ...each, label: 'there is one' } : each;
  }),
  options: [
    { op: 'anyOf', label: 'is any of', asks: 'codes' },
    { op: 'noneOf', label: 'is none of', asks: 'codes', opposite: 'anyOf' },
  ],
  flag: [
    { op: 'yes', label: 'yes', asks: 'nothing' },
    { op: 'no', label: 'no', asks: 'nothing' },
  ],
  time: TIME,
  seen: [
    ...TIME,
    { op: 'empty', label: 'never', asks: 'nothing' },
    { op: 'filled', label: 'at any time', asks: 'nothing' },
  ],
};

export function operatorOf(key: FieldKey, op: string): Operator | undefined {
  const field = fieldNamed(key);
  return field && OPERATORS[field.kind].find((each) => each.op === op);
}
