import { useRef } from 'react';
import {
  DismissDuplicatesDocument,
  type DismissDuplicatesMutation,
  ReopenDuplicatesDocument,
} from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { explain } from '@/lib/errors';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';

type Dismissed = Extract<DismissDuplicatesMutation['dismissDuplicates'], { __typename: 'DismissedDuplicates' }>;

/**
 * Says of the clients of a group that all of them are different, and takes that back.
 * @param onGone is called when the group is no longer shown, for the focus.
 */
export function useGroupActs(onGone: () => void) {
  const busy = useRef(false);
  async function dismiss(clientIds: string[]) {
    if (busy.current) return;
    busy.current = true;
    try {
      const { dismissDuplicates: answer } = await ask(DismissDuplicatesDocument, { input: { clientIds } });
      await clientChanged(clientIds[0] ?? '');
      if (answer.__typename !== 'DismissedDuplicates') return say(answer.message);
      onGone();
      const told = `${counted(clientIds.length, 'client')} are not the same, and will not be shown together again`;
      say(told, [undoAct(() => reopen(clientIds, answer.pairs))]);
    } catch (error) {
      const { title, advice } = explain(error);
      say(`${title}. ${advice}`);
    } finally {
      busy.current = false;
    }
  }
  return { dismiss: (clientIds: string[]) => void dismiss(clientIds) };
}

async function reopen(clientIds: string[], pairs: Dismissed['pairs']): Promise<string> {
  if (pairs.length === 0) return 'There was nothing left to take back.';
  const { reopenDuplicates: answer } = await ask(ReopenDuplicatesDocument, { input: { pairs } });
  await clientChanged(clientIds[0] ?? '');
  return answer.__typename === 'DismissedDuplicates'
    ? 'Undone: they may be the same.'
    : `Not undone. ${answer.message}`;
}
