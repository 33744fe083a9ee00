import { useRef } from 'react';
import { SendPasswordResetDocument, type SendPasswordResetMutation } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { formatClock } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { useAct } from '@/lib/useAct';
import { say } from '@/ui/toastList';

/** Mails the client a link for choosing a new password; until it is used everything stays as it is. */
export function useSendReset(clientId: string) {
  const key = useRef(crypto.randomUUID());
  const { run, waiting, refused } = useAct(async () => {
    const variables = { input: { clientId }, idempotencyKey: key.current };
    const { sendPasswordReset: answer } = await ask(SendPasswordResetDocument, variables);
    key.current = crypto.randomUUID();
    say(resetWords(answer));
    await clientChanged(clientId);
    return undefined;
  });
  return { send: () => void run(), waiting, refused };
}

/** What became of it, for the toast. */
function resetWords(answer: SendPasswordResetMutation['sendPasswordReset']): string {
  if (answer.__typename === 'EmailMessage')
    return `Password link to ${answer.to} ${answer.state === 'CAPTURED' ? 'captured in the Mailbox' : 'queued'}`;
  if (answer.__typename === 'TooManyAttempts')
    return `A password link was sent a moment ago. The next one can go at ${formatClock(answer.retryAt)}.`;
  return answer.message;
}
