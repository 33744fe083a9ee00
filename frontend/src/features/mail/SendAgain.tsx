import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AGAIN_WORDS, useSendAgain } from '@/features/mail/useSendAgain';
import { usePermission } from '@/features/session/session';
import type { MailReadingFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';

interface Props {
  mail: MailReadingFragment;
  onSent: (id: string) => void;
}

/** The way to send a mail again; one whose link works once leads to where a new link is sent. */
export function SendAgain({ mail, onSent }: Props) {
  const maySend = usePermission('mail.send');
  const { run, waiting, refused } = useSendAgain(mail, onSent);
  if (!maySend) return null;
  const instead = insteadOf(mail);
  if (instead) return <p className="muted">{instead}</p>;
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
function insteadOf({ kind, clientId }: MailReadingFragment): ReactNode {
  if (kind === 'verify_email' && clientId) {
    return (
      <>
        Its link works once.{' '}
        <Link to="/clients/$clientId/$tab" params={{ clientId, tab: 'overview' }}>
          Send a new link from the client’s page
        </Link>
      </>
    );
  }
  if (kind === 'staff_invitation') return 'Its link works once. Settings > Staff sends a new invitation.';
  if (kind === 'staff_password_reset') return 'Its link works once. “Forgot password?” at the sign-in sends a new one.';
  return null;
}
