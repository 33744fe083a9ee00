import { oneOf, type Raw, textOf } from '@/lib/search';

export const STEPS = ['choose', 'compare', 'confirm'] as const;
export type Step = (typeof STEPS)[number];

/**
 * Into whom, who else is merged with the client of the address (ids, with commas between), how far one is, whose values
 * were chosen, and at last the merge that was done.
 */
export interface MergeSearch {
  into?: string;
  also?: string;
  step?: Step;
  /** As `writeChoices` writes them. */
  take?: string;
  /** The id of the merge whose result is shown. */
  done?: string;
}

export function readMergeSearch(raw: Raw): MergeSearch {
  return {
    into: textOf(raw.into),
    also: textOf(raw.also),
    step: oneOf(raw.step, STEPS),
    take: textOf(raw.take),
    done: textOf(raw.done),
  };
}
