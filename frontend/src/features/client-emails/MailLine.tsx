import { Link } from '@tanstack/react-router';
import { MailStateBadge } from '@/features/mail/MailStateBadge';
import { mailNews } from '@/features/mail/mailNews';
import type { MailReadingFragment } from '@/generated/graphql';
import { Time } from '@/ui/Time';
import '@/features/client-emails/clientEmails.css';

/** One mail of a client's: what it was, to whom, and what became of it. */
export function MailLine({ mail, clientId }: { mail: MailReadingFragment; clientId: string }) {
  return (
    <li className="client-mail">
      <Link
        className="client-mail-subject ellipsis"
        to="/clients/$clientId/$tab"
        params={{ clientId, tab: 'emails' }}
        search={{ mail: mail.id }}
        resetScroll={false}
        dir="auto"
      >
        {mail.subject}
      </Link>
      <span className="muted">
        <Time at={mail.createdAt} relative />
      </span>
      <span className="client-mail-state">
        <MailStateBadge state={mail.state} />
        <span className="muted">{mailNews(mail)}</span>
        <bdi className="muted ellipsis">{mail.to}</bdi>
      </span>
      {mail.error && <p className="client-mail-error">{mail.error}</p>}
    </li>
  );
}
