import { EXAMPLES } from '@/features/graphiql/examples';
import type { Written } from '@/features/graphiql/operations';

/** What has been sent: kept as long as the browser tab, for variables may hold what should not stay on a machine. */
export interface Sent extends Written {
  /** Milliseconds since the epoch. */
  at: number;
}

const DRAFT = 'atrium.graphiql.draft';
const SENT = 'atrium.graphiql.sent';
const REMEMBERED = 12;

/** What acts may be told passwords, so its variables are not remembered. */
const MUTATION = /^\s*mutation\b/m;

export const readDraft = (): Written => read<Written>(DRAFT) ?? EXAMPLES[0];
export const keepDraft = (draft: Written) => write(DRAFT, draft);
export const readSent = (): Sent[] => read<Sent[]>(SENT) ?? [];

/** @returns all that is remembered, newest first; the same again only moves up. */
export function rememberSent(given: Sent): Sent[] {
  const sent = MUTATION.test(given.query) ? { ...given, variables: '' } : given;
  const isOther = (each: Sent) => each.query !== sent.query || each.variables !== sent.variables;
  const all = [sent, ...readSent().filter(isOther)].slice(0, REMEMBERED);
  write(SENT, all);
  return all;
}

function read<Value>(key: string): Value | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Value | null;
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: then a reload begins anew.
  }
}
