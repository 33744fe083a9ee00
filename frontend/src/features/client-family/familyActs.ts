import { nameOf } from '@/features/client-family/words';
import {
  type FamilyAccess,
  type FamilyTermsFragment,
  LinkAccountsDocument,
  StandsUnderDocument,
  UnlinkAccountDocument,
} from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { type Refusal, refusalOf } from '@/lib/refusals';
import { say } from '@/ui/toastList';
import { CHANGED_MEANWHILE, undoAct } from '@/ui/undo';

/** What a link allows. */
export interface Terms {
  parentAccess: FamilyAccess;
  childBillsParent: boolean;
}

export const NO_TERMS: Terms = { parentAccess: 'NONE', childBillsParent: false };

interface Named {
  id: string;
  displayName: string;
}

type Link = FamilyTermsFragment | null | undefined;

/**
 * Puts the child under the parent, or changes what their link allows, and says so; Undo gives back what was there.
 * @param before the link that the child had.
 * @returns why not, or nothing.
 */
export async function link(child: Named, parent: Named, terms: Terms, before: Link): Promise<Refusal | undefined> {
  const refused = await put(child.id, parent.id, terms);
  if (refused) return refused;
  await clientChanged(child.id);
  const isChange = before?.parent?.id === parent.id;
  const done = isChange
    ? `What ${nameOf(parent)} may do with ${nameOf(child)} is changed`
    : `${nameOf(child)} stands under ${nameOf(parent)} now`;
  say(done, [undoAct(() => takeBack(child, { parentId: parent.id, ...terms }, before))]);
  return undefined;
}

/** Takes the child out from under its parent, and says so; Undo puts it back. */
export async function unlink(child: Named, before: FamilyTermsFragment): Promise<Refusal | undefined> {
  const { unlinkClient: answer } = await ask(UnlinkAccountDocument, { childId: child.id });
  if (answer.__typename !== 'Client') return refusalOf(answer);
  await clientChanged(child.id);
  say(`${nameOf(child)} stands under nobody now`, [undoAct(() => takeBack(child, null, before))]);
  return undefined;
}

async function put(childId: string, parentId: string, terms: Terms): Promise<Refusal | undefined> {
  const { parentAccess, childBillsParent } = terms;
  const input = { childId, parentId, parentAccess, childBillsParent };
  const { linkClient: answer } = await ask(LinkAccountsDocument, { input, idempotencyKey: crypto.randomUUID() });
  return answer.__typename === 'Client' ? undefined : refusalOf(answer);
}

/** @param made what the act left behind, which must still be so; null: no link. */
async function takeBack(child: Named, made: (Terms & { parentId: string }) | null, before: Link): Promise<string> {
  const { client } = await ask(StandsUnderDocument, { id: child.id });
  if (
    textOf(client?.familyLink) !== JSON.stringify(made && [made.parentId, made.parentAccess, made.childBillsParent])
  ) {
    return CHANGED_MEANWHILE;
  }
  const refused = before?.parent ? await put(child.id, before.parent.id, before) : await goneAgain(child.id);
  if (refused) return `Not undone. ${refused.sentence}`;
  await clientChanged(child.id);
  return before?.parent
    ? `Undone: ${nameOf(child)} stands under ${nameOf(before.parent)} as before.`
    : `Undone: ${nameOf(child)} stands under nobody.`;
}

const textOf = (now: Link) => JSON.stringify(now ? [now.parent?.id, now.parentAccess, now.childBillsParent] : null);

async function goneAgain(childId: string): Promise<Refusal | undefined> {
  const { unlinkClient: answer } = await ask(UnlinkAccountDocument, { childId });
  return answer.__typename === 'Client' ? undefined : refusalOf(answer);
}
