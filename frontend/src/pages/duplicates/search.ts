import { oneOf, type Raw } from '@/lib/search';

export const RULES = ['EMAIL', 'TAX_ID', 'PHONE', 'NAME_AND_POSTCODE'] as const;

/** The address of the duplicates: by what alone they are listed. */
export interface DuplicatesSearch {
  rule?: (typeof RULES)[number];
}

export function readDuplicatesSearch(raw: Raw): DuplicatesSearch {
  return { rule: oneOf(raw.rule, RULES) };
}
