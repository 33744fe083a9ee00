export { MailboxPage } from '@/pages/settings-mailbox/MailboxPage';
