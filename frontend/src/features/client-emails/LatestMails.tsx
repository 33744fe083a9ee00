import { Link } from '@tanstack/react-router';
import { MailLine } from '@/features/client-emails/MailLine';
import { ClientEmailsDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';

const LATEST = 4;

/** The last few mails to a client. */
export function LatestMails({ clientId }: { clientId: string }) {
  const asked = useAnswer(ClientEmailsDocument, { id: clientId, first: LATEST });
  const all = (
    <Link to="/clients/$clientId/$tab" params={{ clientId, tab: 'emails' }} resetScroll={false}>
      See all<span className="visually-hidden"> mails</span>
    </Link>
  );
  return (
    <Panel title="Latest mails" aside={all}>
      <Faces
        asked={{ ...asked, data: asked.data?.client?.emailHistory.nodes }}
        rows={4}
        empty={{ when: (mails) => mails.length === 0, face: <Empty title="No mail has been written" /> }}
      >
        {(mails) => (
          <ul>
            {mails.map((mail) => (
              <MailLine key={mail.id} mail={mail} clientId={clientId} />
            ))}
          </ul>
        )}
      </Faces>
    </Panel>
  );
}
