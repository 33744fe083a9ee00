import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { MailboxCountDocument, MailboxDocument } from '@/generated/graphql';
import { useAnswer, usePages } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { DeliveryNotice } from '@/pages/settings-mailbox/DeliveryNotice';
import { MailList } from '@/pages/settings-mailbox/MailList';
import { OpenMail } from '@/pages/settings-mailbox/OpenMail';
import { StateFilter } from '@/pages/settings-mailbox/StateFilter';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { SearchField } from '@/ui/SearchField';
import '@/pages/settings-mailbox/mailbox.css';

const REFRESH_MS = 10_000;

/** Every mail that was written, newest first, and what became of it; captured ones are read here. */
export function MailboxPage() {
  const { state, q, mail: openId } = useSearch({ from: '/staff/settings/mailbox' });
  const asked = { state, search: q };
  const list = usePages(MailboxDocument, asked, (answer) => answer.mailbox, { refetchInterval: REFRESH_MS });
  const count = useAnswer(MailboxCountDocument, asked).data?.mailbox.totalCount;
  const navigate = useNavigate();
  const search = useCallback(
    (text: string) =>
      void navigate({
        to: '/settings/mailbox',
        search: (now) => ({ ...now, q: text || undefined }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return (
    <>
      <PageHeader title="Mailbox" windowTitle="Mailbox - Settings" crumbs="Settings" />
      <div className="stack">
        <DeliveryNotice refreshMs={REFRESH_MS} />
        <div className="row">
          <StateFilter chosen={state?.length === 1 ? state[0] : undefined} />
          <SearchField what="Mails" placeholder="Search address or subject" value={q ?? ''} onSearch={search} />
        </div>
        <div className={openId ? 'mailbox mailbox-open' : 'mailbox'}>
          <section className="panel mailbox-list" aria-label="Mails">
            <Faces
              asked={{ ...list, data: list.nodes }}
              rows={8}
              empty={{
                when: (mails) => mails.length === 0,
                face: <NoMails filtered={state !== undefined || q !== undefined} />,
              }}
            >
              {(mails) => <MailList mails={mails} openId={openId} list={list} />}
            </Faces>
            <p className="mailbox-count muted" role="status">
              {count === undefined ? '' : counted(count, 'mail')}
            </p>
          </section>
          <OpenMail id={openId} refreshMs={REFRESH_MS} />
        </div>
      </div>
    </>
  );
}

function NoMails({ filtered }: { filtered: boolean }) {
  if (!filtered)
    return <Empty title="No mails yet">The first is written when a client is added with Allow login on.</Empty>;
  return (
    <Empty title="No mail matches">
      <Link to="/settings/mailbox" search={{}}>
        Show all mails
      </Link>
    </Empty>
  );
}
