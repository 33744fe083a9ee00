import type { ImportReasonsQuery } from '@/generated/graphql';
import { formatNumber } from '@/lib/formats';

export type Reason = ImportReasonsQuery['importReasons'][number];

/** Where what one row is told names its own lines or values, and so does not fit the others. */
const WORDS: Record<string, string> = {
  CELL_TOO_LONG: 'The cell is too long.',
  NUL_BYTE: 'The cell holds a NUL byte.',
  RAGGED: 'The line has too many or too few cells.',
  UNCLOSED_QUOTE: 'A quotation mark is opened and never closed.',
  DUPLICATE_IN_FILE: 'Another line means the same client.',
  PARENT_UNKNOWN: 'There is no client with this external id.',
  PARENT_REFUSED: 'The parent is not going to be imported.',
};

/** "E-mail: This is not an e-mail address. (12)". */
export function reasonWords({ at, code, message, rows }: Reason): string {
  const [first = message] = message.split(/(?<=\.) /);
  const words = WORDS[code] ?? first;
  return `${at ? `${at}: ${words}` : words} (${formatNumber(rows)})`;
}
