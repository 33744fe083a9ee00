import { oneOf, type Raw } from '@/lib/search';

export const STEPS = ['upload', 'map', 'review', 'commit', 'result'] as const;
export type Step = (typeof STEPS)[number];

/** What of the rows is shown: those that are to become something, or those something was done with. */
export const SHOWN = ['CREATE', 'UPDATE', 'UNCHANGED', 'AMBIGUOUS', 'REFUSED', 'SKIPPED', 'REVERTED', 'KEPT'] as const;
export type Shown = (typeof SHOWN)[number];

/** An import's address: the step that is looked at, where it is not the one reached; which rows; an open dialog. */
export interface ImportSearch {
  step?: Step;
  outcome?: Shown;
}

export const readImportSearch = (raw: Raw): ImportSearch => ({
  step: oneOf(raw.step, STEPS),
  outcome: oneOf(raw.outcome, SHOWN),
});
