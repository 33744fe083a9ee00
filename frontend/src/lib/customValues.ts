import type { CustomFieldLineFragment, CustomFieldType } from '@/generated/graphql';
import { countryName, formatDate, formatList, LOCALE } from '@/lib/formats';

/** What stands in a control: its text, or the options that are chosen. */
export type TypedValue = string | string[];
export type TypedValues = Readonly<Record<string, TypedValue>>;

type Kind = Pick<CustomFieldLineFragment, 'key' | 'type'>;

/** The name of a field's control, which is also the path of its faults. */
export const nameOf = (key: string) => `customFields.${key}`;

/** A value of the API as a control shows it. */
export function typedOf(type: CustomFieldType, value: unknown): TypedValue {
  if (type === 'MULTI_SELECT') return Array.isArray(value) ? value.map(String) : [];
  if (value === true) return 'yes';
  return value === false ? 'no' : value == null ? '' : String(value);
}

/** What a control holds as the API takes it; null for nothing. What is no number is sent as it is, to be refused. */
export function valueFrom(type: CustomFieldType, typed: TypedValue | undefined): unknown {
  if (Array.isArray(typed)) return typed.length > 0 ? typed : null;
  const text = typed?.trim() ?? '';
  if (text === '') return null;
  if (type === 'BOOLEAN') return text === 'yes';
  if (type === 'INTEGER' && /^[+-]?\d+$/.test(text)) return Number(text);
  return text;
}

/** Everything typed into the controls of a form. */
export function readTyped(form: FormData, fields: readonly Kind[]): TypedValues {
  return Object.fromEntries(
    fields.map(({ key, type }) => {
      const given = form.getAll(nameOf(key)).map(String);
      return [key, type === 'MULTI_SELECT' ? given : (given[0] ?? '')];
    }),
  );
}

/** What a new client is given: nothing of what was left empty. Undefined for nothing at all. */
export function givenValues(typed: TypedValues, fields: readonly Kind[]): Record<string, unknown> | undefined {
  const given = fields
    .map(({ key, type }) => [key, valueFrom(type, typed[key])] as const)
    .filter(([, value]) => value !== null);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

const decimal = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 6 });

/** A value in words; empty for none. Decimals are given as texts, of which Intl keeps every digit. */
export function valueWords(type: CustomFieldType, value: unknown): string {
  if (value == null) return '';
  if (Array.isArray(value)) return formatList(value.map(String));
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (type === 'COUNTRY') return countryName(String(value));
  if (type === 'DATE') return formatDate(`${String(value)}T12:00:00`);
  if (type === 'INTEGER' || type === 'DECIMAL') return decimal.format(String(value) as Intl.StringNumericLiteral);
  return String(value);
}
