import { oneOf, type Raw, textOf } from '@/lib/search';

export const STEPS = ['upload', 'map', 'review', 'commit', 'result'] as const;
export type Step = (typeof STEPS)[number];

/** What of the rows is shown: those that are to become something, or those something was done with. */
export const SHOWN = ['CREATE', 'UPDATE', 'UNCHANGED', 'AMBIGUOUS', 'REFUSED', 'SKIPPED', 'REVERTED', 'KEPT'] as const;
export type Shown = (typeof SHOWN)[number];

/**
 * An import's address: the step that is looked at, where it is not the one reached; which rows, and for which reason they are
 * refused; what the columns are taken for to begin with: a program's export, or a saved mapping.
 */
export interface ImportSearch {
  step?: Step;
  outcome?: Shown;
  /** The code of a fault. */
  reason?: string;
  /** The heading that it is at; absent for the row itself. */
  heading?: string;
  preset?: string;
  mapping?: string;
}

export const readImportSearch = (raw: Raw): ImportSearch => ({
  step: oneOf(raw.step, STEPS),
  outcome: oneOf(raw.outcome, SHOWN),
  reason: textOf(raw.reason),
  heading: textOf(raw.heading),
  preset: textOf(raw.preset),
  mapping: textOf(raw.mapping),
});

/** The address of a new import: what its columns will be taken for to begin with. */
export const readNewImportSearch = (raw: Raw): Pick<ImportSearch, 'preset' | 'mapping'> => ({
  preset: textOf(raw.preset),
  mapping: textOf(raw.mapping),
});
