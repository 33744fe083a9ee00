import { lazy, Suspense } from 'react';
import { AGAIN_WORDS, useSendAgain } from '@/features/mail/useSendAgain';
import { usePermission } from '@/features/session/session';
import type { MailReadingFragment } from '@/generated/graphql';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';

const FreshLink = lazy(() => part(() => import('@/features/mail/FreshLink')));

interface Props {
  mail: MailReadingFragment;
  onSent: (id: string) => void;
}

/** The way to send a mail again; in the place of one whose link works once a new link is sent. */
export function SendAgain({ mail, onSent }: Props) {
  const maySend = usePermission('mail.send');
  const { run, waiting, refused } = useSendAgain(mail, onSent);
  if (mail.carriesLink && mail.clientId) {
    return (
      <Suspense fallback={<Loading rows={1} />}>
        <FreshLink mail={mail} clientId={mail.clientId} />
      </Suspense>
    );
  }
  if (mail.carriesLink) return <p className="muted">{insteadOf(mail)}</p>;
  if (!maySend) return null;
  return (
    <div className="stack">
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <div>
        <Button waiting={waiting} onClick={() => run()}>
          {AGAIN_WORDS[mail.state]}
        </Button>
      </div>
    </div>
  );
}

/** Where a new link is sent instead: the old one must not leave the house twice. */
function insteadOf({ kind }: MailReadingFragment): string {
  if (kind === 'staff_invitation') return 'Its link works once. Settings > Staff sends a new invitation.';
  if (kind === 'staff_password_reset') return 'Its link works once. “Forgot password?” at the sign-in sends a new one.';
  return 'It carries a link that works once, so it cannot be sent again.';
}
