import { useNavigate } from '@tanstack/react-router';
import type { Added } from '@/features/add-client/faults';
import { usePermission } from '@/features/session/session';
import { MailPromiseDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { say } from '@/ui/toastList';

/** Says that a client was added and what became of the promised mail, with what one may want next. */
export function useAnnouncement() {
  const navigate = useNavigate();
  const mayReadMail = usePermission('mail.read');
  return async (client: Added) => {
    const words = await mailWords(client, mayReadMail);
    const open = () => navigate({ to: '/clients/$clientId/$tab', params: { clientId: client.id, tab: 'overview' } });
    const again = () => navigate({ to: '.', search: (now) => ({ ...now, add: true }) });
    say(`${client.displayName} added. ${words}`, [
      { label: 'Open', onChoose: () => void open() },
      { label: 'Add another', onChoose: () => void again() },
    ]);
  };
}

async function mailWords(client: Added, mayReadMail: boolean): Promise<string> {
  if (!client.allowLogin) return 'No mail is sent.';
  const answer = mayReadMail ? await ask(MailPromiseDocument, {}).catch(() => null) : null;
  if (answer?.mailDelivery.pausedReason) return 'Mail server unreachable, the verification mail will be retried.';
  if (answer && !answer.mailDelivery.configured) return 'Verification mail captured in the Mailbox.';
  return 'Verification mail queued.';
}
