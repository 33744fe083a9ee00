import { Link } from '@tanstack/react-router';
import { MAIL_STATE_WORDS } from '@/features/mail/MailStateBadge';
import { MAIL_STATES } from '@/features/mail/mailStates';
import type { MailState } from '@/generated/graphql';
import { buttonClass } from '@/ui/Button';

/** Which of the client's mails are listed: all, or those in one state. */
export function StateChoice({ chosen }: { chosen?: MailState }) {
  const choice = (label: string, mails?: MailState) => (
    <li key={label}>
      <Link
        className={buttonClass()}
        to="."
        search={{ mails }}
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={chosen === mails || undefined}
      >
        {label}
      </Link>
    </li>
  );
  return (
    <nav aria-label="Mails by state">
      <ul className="row">
        {choice('All')}
        {MAIL_STATES.map((state) => choice(MAIL_STATE_WORDS[state], state))}
      </ul>
    </nav>
  );
}
