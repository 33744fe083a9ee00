import { RestoreClientDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';

/** Takes a deletion back at once. Answers the words to say. */
export async function restoreAgain(clientId: string): Promise<string> {
  const { restoreClient } = await ask(RestoreClientDocument, { input: { clientId } });
  if (restoreClient.__typename !== 'Client') return `Not restored. ${restoreClient.message}`;
  await clientChanged(clientId);
  return 'Restored';
}
