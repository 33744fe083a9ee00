import type { MailRowFragment } from '@/generated/graphql';
import { counted, formatClock, formatWhen } from '@/lib/formats';

/** What is to be said of a mail beside its state: "2 attempts, next at 14:05". */
export function mailNews(mail: MailRowFragment, now: number = Date.now()): string {
  if (mail.state === 'SENT' && mail.sentAt) return formatWhen(mail.sentAt, now);
  if (mail.state === 'FAILED') return `given up after ${counted(mail.attempts, 'attempt')}`;
  if (mail.state === 'CAPTURED') return 'kept here, no mail server is set';
  const tried = mail.attempts > 0 ? counted(mail.attempts, 'attempt') : 'not tried yet';
  const due = mail.nextAttemptAt && Date.parse(mail.nextAttemptAt) > now;
  return due && mail.nextAttemptAt ? `${tried}, next at ${formatClock(mail.nextAttemptAt)}` : tried;
}
