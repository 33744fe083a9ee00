import { actorWords } from '@/features/activity/words';
import type { Entry, Kind } from '@/features/client-contacts/kinds';
import { ClientContactsDocument, ClientTimelineDocument } from '@/generated/graphql';
import { formatWhen } from '@/lib/formats';
import { ask } from '@/lib/graphql';

/** What an act on an entry rests on: the client's version, and the entry as it was read with it. */
export interface Known<E extends Entry> {
  version: number;
  entry: E;
}

interface Answer {
  __typename: string;
}

type Outcome<A extends Answer, E extends Entry> = { answer: A } | { sentence: string; known: Known<E> | null };

/**
 * Acts on an entry, unless somebody changed just this one since it was read: what changed elsewhere on the client is
 * no reason to stop. @returns the server's answer, or the sentence for who acts, with what is known by then.
 */
export async function unlessChanged<A extends Answer, E extends Entry>(
  kind: Kind<E>,
  clientId: string,
  known: Known<E>,
  act: (version: number) => Promise<A>,
): Promise<Outcome<A, E>> {
  const answer = await act(known.version);
  if (answer.__typename !== 'StaleVersion') return { answer };
  const { client } = await ask(ClientContactsDocument, { id: clientId });
  const now = client && kind.entries(client).find(({ id }) => id === known.entry.id);
  const who = await lastChange(clientId);
  if (!client || !now) return { sentence: `${who} This entry is no longer there.`, known: null };
  if (JSON.stringify(now) === JSON.stringify(known.entry)) return { answer: await act(client.version) };
  return { sentence: `${who} It now reads “${kind.text(now)}”.`, known: { version: client.version, entry: now } };
}

async function lastChange(clientId: string): Promise<string> {
  const { client } = await ask(ClientTimelineDocument, { id: clientId, first: 1 }).catch(() => ({ client: null }));
  const latest = client?.timeline.nodes[0];
  return latest ? `Changed by ${actorWords(latest)} ${formatWhen(latest.at)}.` : 'Changed by someone else meanwhile.';
}
