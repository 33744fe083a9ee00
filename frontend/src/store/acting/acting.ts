import { observable } from '@/lib/observable';

/** What a tab remembers of the client's account that staff, or its parent account, entered in it. */
export interface Acting {
  id: string;
  /** Who acts: staff, or the account above. */
  kind: 'STAFF' | 'PARENT';
  mode: 'VIEW' | 'ORDER' | 'FULL';
  clientId: string;
  clientName: string;
  staffName: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

const KEY = 'atrium.impersonation';

/** Why the tab is no longer in the account: it was left, its hour is over, or the server says that it has ended. */
export const over = observable<'left' | 'expired' | 'ended' | undefined>(undefined);

/** Whose account this tab is in; it stays so from page to page, and no other tab knows. */
export function acting(): Acting | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Acting | null;
  } catch {
    return null;
  }
}

export const enter = (entered: Acting) => sessionStorage.setItem(KEY, JSON.stringify(entered));

export const leave = () => sessionStorage.removeItem(KEY);

/** What can be wished for in an account, by how far it goes: ordering, any other change, what only its owner may. */
export type Wish = 'order' | 'change' | 'person';

/** Why whoever is in this tab may not do it, as a sentence; undefined when nothing is in the way. The server says the same. */
export function whyNot(wish: Wish): string | undefined {
  const entered = acting();
  if (!entered) return undefined;
  const { kind, clientName } = entered;
  if (wish === 'person') {
    return `Only ${clientName} can do this, not ${kind === 'PARENT' ? 'the parent account' : 'staff in the account'}.`;
  }
  if (entered.mode === 'VIEW') return 'You are only looking: nothing can be changed here.';
  return entered.mode === 'ORDER' && wish !== 'order'
    ? `You are here to ${kind === 'PARENT' ? 'look and order' : 'order'}: nothing else can be changed.`
    : undefined;
}
