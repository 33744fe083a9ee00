import { useNavigate, useSearch } from '@tanstack/react-router';
import { MailLine } from '@/features/client-emails/MailLine';
import { MailReading } from '@/features/mail/MailReading';
import { ClientEmailsDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Dialog, DialogBody } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

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
                <MailLine key={mail.id} mail={mail} clientId={clientId} />
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
