import type { DuplicateRule } from '@/generated/graphql';
import { formatList } from '@/lib/formats';

const WORDS: Record<DuplicateRule, string> = {
  EMAIL: 'same email',
  PHONE: 'same phone',
  TAX_ID: 'same tax id',
  EXTERNAL_ID: 'same external id',
  NAME_AND_POSTCODE: 'same name and postcode',
};

/** Why two look like one: "same phone and same name and postcode". Each reason is told once. */
export const reasonWords = (reasons: readonly { rule: DuplicateRule }[]): string =>
  formatList([...new Set(reasons.map(({ rule }) => WORDS[rule]))]);
