import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { MailFrame } from '@/features/mail/MailFrame';
import { MailStateBadge } from '@/features/mail/MailStateBadge';
import { mailNews } from '@/features/mail/mailNews';
import type { MailReadingFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Time } from '@/ui/Time';
import '@/features/mail/mail.css';

interface Props {
  mail: MailReadingFragment;
  /** What can be done with it, beneath what became of it. */
  acts?: ReactNode;
}

/** One mail, opened: what became of it, and what its reader sees. */
export function MailReading({ mail, acts }: Props) {
  const [plain, showPlain] = useState(false);
  return (
    <article className="mail-reading" aria-label={mail.subject}>
      <dl className="mail-facts">
        <Fact name="To">
          <bdi>{mail.to}</bdi>{' '}
          {mail.clientId && (
            <Link to="/clients/$clientId/$tab" params={{ clientId: mail.clientId, tab: 'overview' }}>
              Open client
            </Link>
          )}
        </Fact>
        <Fact name="Written">
          <Time at={mail.createdAt} relative />
        </Fact>
        <Fact name="State">
          <MailStateBadge state={mail.state} /> <span className="muted">{mailNews(mail)}</span>
        </Fact>
        {mail.error && <Fact name="Error">{mail.error}</Fact>}
      </dl>
      {acts}
      <fieldset className="row" aria-label="Show as">
        <Button aria-pressed={!plain} onClick={() => showPlain(false)}>
          HTML
        </Button>
        <Button aria-pressed={plain} onClick={() => showPlain(true)}>
          Plain text
        </Button>
      </fieldset>
      {plain ? <pre className="mail-text">{mail.text}</pre> : <MailFrame html={mail.html} title={mail.subject} />}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
