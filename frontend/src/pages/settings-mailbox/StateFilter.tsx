import { Link } from '@tanstack/react-router';
import { MAIL_STATE_WORDS } from '@/features/mail/MailStateBadge';
import { MAIL_STATES } from '@/features/mail/mailStates';
import type { MailState } from '@/generated/graphql';
import { buttonClass } from '@/ui/Button';

/** Which mails are listed: all, or those in one state. */
export function StateFilter({ chosen }: { chosen: MailState | undefined }) {
  const choice = (label: string, state?: MailState) => (
    <li key={label}>
      <Link
        className={buttonClass()}
        to="/settings/mailbox"
        search={({ q }) => ({ q, state: state && [state] })}
        activeOptions={{ exact: true }}
        aria-current={chosen === state || undefined}
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
