import { Store } from 'lucide-react';
import type { ClientAct, ManagedClient } from '@/features/client-acts/acts';
import { handOver } from '@/features/impersonation/handOver';
import { whyClosed } from '@/features/impersonation/impersonateAct';
import { StartOrderForClientDocument } from '@/generated/graphql';
import { explain, isSignedOut } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { say } from '@/ui/toastList';

/** Ordering at the store as the client, in a tab of its own. */
export const newOrderAct: ClientAct = {
  label: 'Place new order',
  Icon: Store,
  isPermitted: (may) => may('order.place'),
  whyNot: (client) => {
    const closed = whyClosed(client);
    return closed && client.status === 'LOGIN_DISABLED' ? `${closed} Place a quick order instead.` : closed;
  },
  run: (client) => void startOrder(client),
};

async function startOrder({ id }: ManagedClient): Promise<void> {
  const start = async () =>
    (await ask(StartOrderForClientDocument, { input: { clientId: id } }, { isProved: true })).startOrderForClient;
  try {
    const refused = await handOver(start);
    if (refused) say(refused.sentence);
  } catch (error) {
    if (isSignedOut(error)) return;
    const { title, advice } = explain(error);
    say(`${title}. ${advice}`);
  }
}
