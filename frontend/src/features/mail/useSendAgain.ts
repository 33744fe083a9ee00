import { useRef } from 'react';
import { type MailRowFragment, ResendMailDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { say } from '@/ui/toastList';

/** What sending again does to a mail in its state: what has left goes as a copy, the rest goes itself. */
export const AGAIN_WORDS: Record<MailRowFragment['state'], string> = {
  WAITING: 'Send now',
  FAILED: 'Try again',
  SENT: 'Send a copy',
  CAPTURED: 'Send a copy',
};

/**
 * Sends a mail again. One key for one press: an answer that was lost sends nothing twice.
 * @param onSent gets the id of the mail that is now on its way, which is another for a copy.
 */
export function useSendAgain(mail: MailRowFragment, onSent: (id: string) => void) {
  const key = useRef(crypto.randomUUID());
  return useAct(async () => {
    const variables = { input: { id: mail.id }, idempotencyKey: key.current };
    const { resendMail: answer } = await ask(ResendMailDocument, variables);
    key.current = crypto.randomUUID();
    if (answer.__typename !== 'EmailMessage') return refusalOf(answer);
    say(answer.id === mail.id ? `On its way to ${mail.to}` : `A copy to ${mail.to} is on its way`);
    await queryClient.invalidateQueries();
    onSent(answer.id);
    return undefined;
  });
}
