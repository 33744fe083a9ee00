import { useRef, useState } from 'react';
import { ResendVerificationDocument, type ResendVerificationMutation } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { explain } from '@/lib/errors';
import { formatClock } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { say } from '@/ui/toastList';

/** What became of it, for the toast. */
export function resendWords(answer: ResendVerificationMutation['resendVerification']): string {
  if (answer.__typename === 'EmailMessage') {
    return answer.state === 'CAPTURED'
      ? `Verification mail to ${answer.to} captured in the Mailbox`
      : `Verification mail to ${answer.to} queued`;
  }
  if (answer.__typename === 'TooManyAttempts')
    return `${answer.message} Possible again at ${formatClock(answer.retryAt)}.`;
  return answer.message;
}

/**
 * Sends the verification mail anew; the link sent before stops working.
 * @param emailId one of several addresses; the login address when absent.
 */
export function useResend(clientId: string, emailId?: string) {
  const [waiting, setWaiting] = useState(false);
  const busy = useRef(false);
  const key = useRef(crypto.randomUUID());
  async function resend() {
    if (busy.current) return;
    busy.current = true;
    setWaiting(true);
    try {
      const input = { clientId, ...(emailId && { emailId }) };
      const answer = await ask(ResendVerificationDocument, { input, idempotencyKey: key.current });
      key.current = crypto.randomUUID();
      say(resendWords(answer.resendVerification));
      await clientChanged(clientId);
    } catch (error) {
      const { title, advice } = explain(error);
      say(`${title}. ${advice}`);
    } finally {
      busy.current = false;
      setWaiting(false);
    }
  }
  return { resend: () => void resend(), waiting };
}
