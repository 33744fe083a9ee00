import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { MailLine } from '@/features/client-emails/MailLine';
import { StateChoice } from '@/features/client-emails/StateChoice';
import { MailReading } from '@/features/mail/MailReading';
import { MAIL_STATE_WORDS } from '@/features/mail/MailStateBadge';
import { SendAgain } from '@/features/mail/SendAgain';
import { ClientEmailsDocument, type MailState } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Dialog, DialogBody } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

const PAGE = 25;
const REFRESH_MS = 15_000;

/** Every mail written to a client, newest first: what became of it, and what it said. */
export function EmailHistory({ clientId }: { clientId: string }) {
  const { mail: openId, mails: state } = useSearch({ from: '/staff/clients/$clientId/$tab' });
  const navigate = useNavigate();
  const variables = { id: clientId, first: PAGE, state: state && [state] };
  const asked = usePages(ClientEmailsDocument, variables, ({ client }) => client?.emailHistory, {
    refetchInterval: REFRESH_MS,
  });
  const open = asked.nodes?.find(({ id }) => id === openId);
  const show = (mail?: string) =>
    void navigate({ to: '.', search: (now) => ({ ...now, mail }), replace: true, resetScroll: false });
  return (
    <div className="stack">
      <StateChoice chosen={state} />
      <Panel title="E-mail history">
        <Faces
          asked={{ ...asked, data: asked.nodes }}
          rows={6}
          empty={{
            when: (mails) => mails.length === 0,
            face: <NoMails state={state} />,
          }}
        >
          {(mails) => (
            <>
              <ul className="client-mails">
                {mails.map((mail) => (
                  <MailLine key={mail.id} mail={mail} clientId={clientId} />
                ))}
              </ul>
              <ReadOn paged={asked} label="Show older" />
            </>
          )}
        </Faces>
        {open && (
          <Dialog title={open.subject} size="medium" onClose={() => show()}>
            <DialogBody>
              <MailReading mail={open} acts={<SendAgain mail={open} onSent={show} />} />
            </DialogBody>
          </Dialog>
        )}
      </Panel>
    </div>
  );
}

function NoMails({ state }: { state?: MailState }) {
  if (!state)
    return <Empty title="No mail has been written">Mails to this client appear here, with what became of them.</Empty>;
  return (
    <Empty title={`No mail is ${MAIL_STATE_WORDS[state].toLowerCase()}`}>
      <Link to="." search={{}} resetScroll={false}>
        Show all mails
      </Link>
    </Empty>
  );
}
