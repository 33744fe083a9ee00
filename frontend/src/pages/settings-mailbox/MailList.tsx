import { Link } from '@tanstack/react-router';
import { MailStateBadge } from '@/features/mail/MailStateBadge';
import { mailNews } from '@/features/mail/mailNews';
import type { MailRowFragment } from '@/generated/graphql';
import { type Paged, ReadOn } from '@/ui/ReadOn';
import { Time } from '@/ui/Time';

interface Props {
  mails: MailRowFragment[];
  openId: string | undefined;
  list: Paged;
}

/** One link a mail; the open one is marked. */
export function MailList({ mails, openId, list }: Props) {
  return (
    <>
      <ul className="mail-list">
        {mails.map((mail) => (
          <li key={mail.id}>
            <Link
              className="mail-row"
              to="."
              search={(now) => ({ ...now, mail: mail.id })}
              replace={openId !== undefined}
              resetScroll={false}
              aria-current={mail.id === openId || undefined}
            >
              <span className="mail-row-subject ellipsis" dir="auto">
                {mail.subject}
              </span>
              <span className="mail-row-when muted">
                <Time at={mail.createdAt} relative />
              </span>
              <bdi className="muted ellipsis">{mail.to}</bdi>
              <MailStateBadge state={mail.state} />
              {(mail.state === 'WAITING' || mail.state === 'FAILED') && (
                <span className="mail-row-news muted">
                  {mailNews(mail)}
                  {mail.error && `: ${mail.error}`}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <ReadOn paged={list} label="Show older mails" />
    </>
  );
}
