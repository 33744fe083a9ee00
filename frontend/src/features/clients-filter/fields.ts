import { fieldOf, knownFields } from '@/features/custom-fields/known';
import type { ClientFilter, CustomFieldLineFragment, CustomFieldType } from '@/generated/graphql';

type OwnKey = Exclude<keyof ClientFilter, 'and' | 'or' | 'not' | 'ids' | 'customField'>;
/** A custom field, by its key. */
type CustomKey = `custom:${string}`;
export type FieldKey = OwnKey | CustomKey;
export type Kind =
  | ('found' | 'text' | 'many' | 'options' | 'flag' | 'time' | 'seen' | 'client')
  // of custom fields only
  | ('count' | 'money')
  | ('number' | 'day' | 'chosen' | 'said');

export interface FieldOf {
  key: FieldKey;
  label: string;
  kind: Kind;
  /** The permission without which the list would be refused. */
  needs?: string;
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
  { key: 'parentId', label: 'Parent', kind: 'client' },
  { key: 'hasParent', label: 'Has a parent', kind: 'flag' },
  { key: 'hasChildren', label: 'Has children', kind: 'flag' },
  { key: 'hasBalanceDue', label: 'Has a balance due', kind: 'flag', needs: 'order.read' },
  { key: 'balanceDue', label: 'Balance due', kind: 'money', needs: 'order.read' },
  { key: 'lifetimeValue', label: 'Lifetime value', kind: 'money', needs: 'order.read' },
  { key: 'orderCount', label: 'Order count', kind: 'count', needs: 'order.read' },
];

const CUSTOM = 'custom:';
const CUSTOM_KINDS: Partial<Record<CustomFieldType, Kind>> = {
  INTEGER: 'number',
  DECIMAL: 'number',
  DATE: 'day',
  BOOLEAN: 'said',
  SELECT: 'chosen',
  MULTI_SELECT: 'chosen',
  COUNTRY: 'chosen',
};

export const customKey = (key: string): CustomKey => `${CUSTOM}${key}`;
/** The key of a custom field, or null for any other. */
export const keyOfCustom = (field: string) => (field.startsWith(CUSTOM) ? field.slice(CUSTOM.length) : null);

const ofCustom = ({ key, label, type }: CustomFieldLineFragment): FieldOf => ({
  key: customKey(key),
  label,
  kind: CUSTOM_KINDS[type] ?? 'text',
});

/** All that a condition can be about, the store's own fields last. */
export const allFields = (): readonly FieldOf[] => [...FIELDS, ...knownFields.get().map(ofCustom)];

export function fieldNamed(key: string): FieldOf | undefined {
  const custom = keyOfCustom(key);
  if (custom === null) return FIELDS.find((each) => each.key === key);
  const field = fieldOf(custom);
  return field && ofCustom(field);
}

/** How a value is asked for. */
export type Asks =
  | 'text'
  | 'texts'
  | 'codes'
  | 'days'
  | 'day'
  | 'span'
  | 'number'
  | 'range'
  | 'money'
  | 'moneys'
  | 'client'
  | 'nothing';

export interface Operator {
  op: string;
  label: string;
  asks: Asks;
  /** The plain operator whose opposite this is. */
  opposite?: string;
}

const EMPTY: Operator[] = [
  { op: 'empty', label: 'is empty', asks: 'nothing' },
  { op: 'filled', label: 'is not empty', asks: 'nothing' },
];

const TEXT: Operator[] = [
  { op: 'contains', label: 'contains', asks: 'text' },
  { op: 'lacks', label: 'does not contain', asks: 'text', opposite: 'contains' },
  { op: 'is', label: 'is', asks: 'text' },
  { op: 'isNot', label: 'is not', asks: 'text', opposite: 'is' },
  { op: 'anyOf', label: 'is any of', asks: 'texts' },
  { op: 'noneOf', label: 'is none of', asks: 'texts', opposite: 'anyOf' },
  { op: 'starts', label: 'starts with', asks: 'text' },
  { op: 'startsNot', label: 'does not start with', asks: 'text', opposite: 'starts' },
  ...EMPTY,
];

const TIME: Operator[] = [
  { op: 'last', label: 'in the last', asks: 'days' },
  { op: 'notLast', label: 'not in the last', asks: 'days', opposite: 'last' },
  { op: 'span', label: 'between', asks: 'span' },
  { op: 'since', label: 'on or after', asks: 'day' },
  { op: 'before', label: 'before', asks: 'day' },
];

const NUMBER: Operator[] = [
  { op: 'is', label: 'is', asks: 'number' },
  { op: 'isNot', label: 'is not', asks: 'number', opposite: 'is' },
  { op: 'atLeast', label: 'is at least', asks: 'number' },
  { op: 'atMost', label: 'is at most', asks: 'number' },
  { op: 'range', label: 'is between', asks: 'range' },
];

const OPTIONS: Operator[] = [
  { op: 'anyOf', label: 'is any of', asks: 'codes' },
  { op: 'noneOf', label: 'is none of', asks: 'codes', opposite: 'anyOf' },
];
const FLAG: Operator[] = [
  { op: 'yes', label: 'yes', asks: 'nothing' },
  { op: 'no', label: 'no', asks: 'nothing' },
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
  client: [
    { op: 'is', label: 'is', asks: 'client' },
    { op: 'isNot', label: 'is not', asks: 'client', opposite: 'is' },
  ],
  options: OPTIONS,
  flag: FLAG,
  count: NUMBER,
  money: [
    { op: 'atLeast', label: 'is at least', asks: 'money' },
    { op: 'atMost', label: 'is at most', asks: 'money' },
    { op: 'range', label: 'is between', asks: 'moneys' },
  ],
  number: [...NUMBER, ...EMPTY],
  day: [...TIME, ...EMPTY],
  chosen: [...OPTIONS, ...EMPTY],
  said: [...FLAG, ...EMPTY],
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
