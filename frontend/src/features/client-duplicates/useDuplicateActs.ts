import { useRef } from 'react';
import { DismissDuplicateDocument, type DuplicateFragment, ReopenDuplicateDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { explain } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';

type Other = NonNullable<DuplicateFragment['client']>;

/** Says that another client is not the same, and takes that back. */
export function useDuplicateActs(clientId: string) {
  const busy = useRef(false);
  async function once(act: () => Promise<void>) {
    if (busy.current) return;
    busy.current = true;
    try {
      await act();
    } catch (error) {
      const { title, advice } = explain(error);
      say(`${title}. ${advice}`);
    } finally {
      busy.current = false;
    }
  }
  return {
    dismiss: (other: Other) =>
      void once(async () => {
        const input = { clientId, otherId: other.id };
        const { dismissDuplicate: answer } = await ask(DismissDuplicateDocument, { input });
        await clientChanged(clientId);
        if (answer.__typename !== 'Client') return say(answer.message);
        say(`${other.displayName || 'The other client'} is not the same, and will not be shown here again`, [
          undoAct(() => reopen(clientId, other)),
        ]);
      }),
    reopen: (other: Other) => void once(async () => say(await reopen(clientId, other))),
  };
}

async function reopen(clientId: string, other: Other): Promise<string> {
  const { reopenDuplicate: answer } = await ask(ReopenDuplicateDocument, { input: { clientId, otherId: other.id } });
  await clientChanged(clientId);
  return answer.__typename === 'Client'
    ? `Undone: ${other.displayName || 'the other client'} may be the same.`
    : `Not undone. ${answer.message}`;
}
