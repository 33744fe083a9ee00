import { type Raw, textOf } from '@/lib/search';

/** The explorer's address: the type whose description is open. What is written stays in the tab, it may be secret. */
export interface GraphiqlSearch {
  docs?: string;
}

export function readGraphiqlSearch(raw: Raw): GraphiqlSearch {
  return { docs: textOf(raw.docs) };
}
