import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { MailReading } from '@/features/mail/MailReading';
import { MailStateBadge } from '@/features/mail/MailStateBadge';
import { mailNews } from '@/features/mail/mailNews';
import { ClientEmailsDocument, type MailReadingFragment } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Dialog, DialogBody } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import { Time } from '@/ui/Time';
import '@/features/client-emails/clientEmails.css';

const PAGE = 25;
const REFRESH_MS = 15_000;

/** Every mail written to a client, newest first: what became of it, and what it said. */
export function EmailHistory({ clientId }: { clientId: string }) {
  const { mail: openId } = useSearch({ from: '/staff/clients/$clientId/$tab' });
  const navigate = useNavigate();
  const asked = usePages(ClientEmailsDocument, { id: clientId, first: PAGE }, ({ client }) => client?.emailHistory, {
    refetchInterval: REFRESH_MS,
  });
  const open = asked.nodes?.find(({ id }) => id === openId);
  const close = () =>
    navigate({ to: '.', search: (now) => ({ ...now, mail: undefined }), replace: true, resetScroll: false });
  return (
    <Panel title="E-mail history">
      <Faces
        asked={{ ...asked, data: asked.nodes }}
        rows={6}
        empty={{
          when: (mails) => mails.length === 0,
          face: (
            <Empty title="No mail has been written">Mails to this client appear here, with what became of them.</Empty>
          ),
        }}
      >
        {(mails) => (
          <>
            <ul className="client-mails">
              {mails.map((mail) => (
                <MailLine key={mail.id} mail={mail} />
              ))}
            </ul>
            <ReadOn paged={asked} label="Show older" />
          </>
        )}
      </Faces>
      {open && (
        <Dialog title={open.subject} size="medium" onClose={() => void close()}>
          <DialogBody>
            <MailReading mail={open} />
          </DialogBody>
        </Dialog>
      )}
    </Panel>
  );
}

function MailLine({ mail }: { mail: MailReadingFragment }) {
  return (
    <li className="client-mail">
      <Link
        className="client-mail-subject ellipsis"
        to="."
        search={(now) => ({ ...now, mail: mail.id })}
        resetScroll={false}
        dir="auto"
      >
        {mail.subject}
      </Link>
      <span className="muted">
        <Time at={mail.createdAt} relative />
      </span>
      <bdi className="muted ellipsis">{mail.to}</bdi>
      <span className="client-mail-state">
        <MailStateBadge state={mail.state} /> <span className="muted">{mailNews(mail)}</span>
      </span>
      {mail.error && <p className="client-mail-error">{mail.error}</p>}
    </li>
  );
}
