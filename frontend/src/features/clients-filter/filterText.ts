import { isFilter } from '@/features/clients/filterCode';
import type { ClientFilter } from '@/generated/graphql';

const INDENT = 2;

/** A filter to be read and changed by people who know the API. */
export const textOfFilter = (filter: ClientFilter) => JSON.stringify(filter, null, INDENT);

/** The filter that a text says, or why it says none. */
export function filterFromText(text: string): { filter?: ClientFilter; fault?: string } {
  if (text.trim() === '') return { filter: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (isFilter(value)) return { filter: value };
    return { fault: 'Some member or value is not one of ClientFilter’s.' };
  } catch {
    return { fault: 'This is not valid JSON.' };
  }
}
