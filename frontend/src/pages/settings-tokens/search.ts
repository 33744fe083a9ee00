import { flagOf, type Raw } from '@/lib/search';

/** The tokens' address: those that no longer count instead of those that do, and the open dialog. */
export interface TokensSearch {
  ended?: true;
  create?: true;
}

export function readTokensSearch(raw: Raw): TokensSearch {
  return { ended: flagOf(raw.ended), create: flagOf(raw.create) };
}
