import { oneOf, type Raw, textOf } from '@/lib/search';

export const STEPS = ['choose', 'compare', 'confirm'] as const;
export type Step = (typeof STEPS)[number];

/** Into whom, who else is merged with the client of the address (ids, with commas between), and how far one is. */
export interface MergeSearch {
  into?: string;
  also?: string;
  step?: Step;
}

export function readMergeSearch(raw: Raw): MergeSearch {
  return { into: textOf(raw.into), also: textOf(raw.also), step: oneOf(raw.step, STEPS) };
}
