import { useRef } from 'react';
import { InviteStaffDocument, type InviteStaffInput } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { say } from '@/ui/toastList';

/** Mails an invitation, or a new one; one key for one press, so that a lost answer invites nobody twice. */
export function useInvite(onInvited: () => void) {
  const key = useRef(crypto.randomUUID());
  return useAct(async (input: InviteStaffInput) => {
    const { inviteStaff: answer } = await ask(InviteStaffDocument, { input, idempotencyKey: key.current });
    key.current = crypto.randomUUID();
    if (answer.__typename !== 'Staff') return refusalOf(answer);
    say(`An invitation to ${answer.email} is on its way`);
    onInvited();
    await queryClient.invalidateQueries();
    return undefined;
  });
}
