import { fieldWords } from '@/pages/settings-imports/fieldWords';

/** A value of whatever kind, as one reads it. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length > 0 ? value.map(valueWords).join(', ') : 'empty';
  if (typeof value !== 'object') return String(value);
  const parts = Object.values(value).filter((part) => part !== null && part !== '');
  return parts.length > 0 ? parts.map(valueWords).join(', ') : 'empty';
}

const STAYS: Record<string, string> = {
  activity: 'Something has happened with this client since, so it stays.',
  children: 'Other accounts stand beneath this client, so it stays.',
  gone: 'This client was deleted or merged since, and is left as it is.',
};

/** Why a revert left something as it is. */
export const keptWords = (field: string, before: unknown, after: unknown): string =>
  STAYS[field] ?? `${fieldWords(field)} stays ${valueWords(after)}; the import had written ${valueWords(before)}.`;
