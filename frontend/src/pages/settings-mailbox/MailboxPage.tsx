import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft, MailOpen } from 'lucide-react';
import { MailReading } from '@/features/mail/MailReading';
import { MailboxCountDocument, MailboxDocument } from '@/generated/graphql';
import { useAnswer, usePages } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { DeliveryNotice } from '@/pages/settings-mailbox/DeliveryNotice';
import { MailList } from '@/pages/settings-mailbox/MailList';
import { StateFilter } from '@/pages/settings-mailbox/StateFilter';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import '@/pages/settings-mailbox/mailbox.css';

const REFRESH_MS = 10_000;

/** Every mail that was written, newest first, and what became of it; captured ones are read here. */
export function MailboxPage() {
  const { state, mail: openId } = useSearch({ from: '/staff/settings/mailbox' });
  const list = usePages(MailboxDocument, { state }, (answer) => answer.mailbox, { refetchInterval: REFRESH_MS });
  const count = useAnswer(MailboxCountDocument, { state }).data?.mailbox.totalCount;
  const open = list.nodes?.find(({ id }) => id === openId);
  return (
    <>
      <PageHeader title="Mailbox" windowTitle="Mailbox - Settings" crumbs="Settings" />
      <div className="stack">
        <DeliveryNotice refreshMs={REFRESH_MS} />
        <StateFilter chosen={state?.length === 1 ? state[0] : undefined} />
        <div className={open ? 'mailbox mailbox-open' : 'mailbox'}>
          <section className="panel mailbox-list" aria-label="Mails">
            <Faces
              asked={{ ...list, data: list.nodes }}
              rows={8}
              empty={{ when: (mails) => mails.length === 0, face: <NoMails filtered={state !== undefined} /> }}
            >
              {(mails) => <MailList mails={mails} openId={openId} list={list} />}
            </Faces>
            <p className="mailbox-count muted" role="status">
              {count === undefined ? '' : counted(count, 'mail')}
            </p>
          </section>
          <section className="panel mailbox-reading" aria-label="Open mail">
            {open ? (
              <>
                <Link className="mailbox-back" to="." search={(now) => ({ ...now, mail: undefined })}>
                  <ArrowLeft size={16} aria-hidden="true" /> All mails
                </Link>
                <h2 dir="auto">{open.subject}</h2>
                <MailReading mail={open} />
              </>
            ) : (
              <Empty title="No mail is open" icon={<MailOpen size={24} />}>
                Choose one from the list to read it.
              </Empty>
            )}
          </section>
        </div>
      </div>
    </>
  );
}

function NoMails({ filtered }: { filtered: boolean }) {
  if (!filtered)
    return <Empty title="No mails yet">The first is written when a client is added with Allow login on.</Empty>;
  return (
    <Empty title="No mail is in this state">
      <Link to="." search={{}}>
        Show all mails
      </Link>
    </Empty>
  );
}
