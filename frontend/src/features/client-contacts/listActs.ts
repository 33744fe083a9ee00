import type { Client, Entry, Kind } from '@/features/client-contacts/kinds';
import { unlessChanged } from '@/features/client-contacts/meanwhile';
import type { ContactRemovedFragment } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { type Refusal, refusal } from '@/lib/refusals';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';

/** Makes an entry the default one, and says so; Undo gives the place back. */
export async function prefer<E extends Entry>(kind: Kind<E>, client: Client, entry: E): Promise<void> {
  const before = kind.entries(client).find(({ isDefault }) => isDefault);
  const answer = await kind.prefer(entry.id);
  if (answer.message) return say(answer.message);
  await clientChanged(client.id);
  const undo = async () => {
    const back = await kind.prefer(before?.id ?? entry.id);
    if (back.message) return `Not undone. ${back.message}`;
    await clientChanged(client.id);
    return `Undone: ${before && kind.text(before)} is the default again.`;
  };
  say(`${kind.text(entry)} is the default now`, before && before.id !== entry.id ? [undoAct(undo)] : []);
}

/** Whether a removal must be asked about: who follows the default, a confirmation or a login that would be lost. */
export function mustAsk<E extends Entry>(kind: Kind<E>, client: Client, entry: E): boolean {
  const others = kind.entries(client).length - 1;
  return (entry.isDefault && others > 1) || ('verifiedAt' in entry && (!!entry.verifiedAt || isLogin(client, entry)));
}

export const isLogin = (client: Client, entry: Entry) =>
  client.allowLogin && 'address' in entry && entry.address === client.loginEmail;

/**
 * Takes an entry away and says so. What comes back as it was with Undo is offered for it.
 * @returns why not, or nothing.
 */
export async function remove<E extends Entry>(
  kind: Kind<E>,
  client: Client,
  entry: E,
  nextDefaultId?: string,
): Promise<Refusal | undefined> {
  const outcome = await unlessChanged(kind, client.id, { version: client.version, entry }, (version) =>
    kind.remove({ id: entry.id, version, nextDefaultId }),
  );
  if ('sentence' in outcome) {
    await clientChanged(client.id);
    return refusal(`Nothing was removed. ${outcome.sentence}`);
  }
  const { answer } = outcome;
  if (answer.__typename !== 'Client') return refusal(answer.message);
  await clientChanged(client.id);
  say(removedWords(kind, answer, entry), isLost(entry) ? [] : [undoAct(() => bringBack(kind, client, entry))]);
  return undefined;
}

type ClientLeft = Extract<ContactRemovedFragment, { __typename: 'Client' }>;

function removedWords<E extends Entry>(kind: Kind<E>, left: ClientLeft, entry: E): string {
  const heir = entry.isDefault && kind.entries(left).find(({ isDefault }) => isDefault);
  return `${kind.text(entry)} removed${heir ? `; ${kind.text(heir)} is the default now` : ''}`;
}

/** A confirmation cannot be brought back: its owner must give it again. */
const isLost = (entry: Entry) => 'verifiedAt' in entry && !!entry.verifiedAt;

async function bringBack<E extends Entry>(kind: Kind<E>, client: Client, entry: E): Promise<string> {
  const answer = await kind.again(client.id, entry);
  if (answer.message) return `Not undone. ${answer.message}`;
  await clientChanged(client.id);
  return `Undone: ${kind.text(entry)} is back.`;
}
