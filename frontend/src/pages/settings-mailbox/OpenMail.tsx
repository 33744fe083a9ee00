import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, MailOpen } from 'lucide-react';
import { MailReading } from '@/features/mail/MailReading';
import { SendAgain } from '@/features/mail/SendAgain';
import { MailDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { Faces } from '@/ui/Panel';

interface Props {
  id: string | undefined;
  /** How often a mail that is still on its way is asked after, in milliseconds. */
  refreshMs: number;
}

/** The mail at this address, also when the list beside it does not show it. */
export function OpenMail({ id, refreshMs }: Props) {
  return (
    <section className="panel mailbox-reading" aria-label="Open mail">
      {id ? (
        <>
          <Link className="mailbox-back" to="/settings/mailbox" search={(now) => ({ ...now, mail: undefined })}>
            <ArrowLeft size={16} aria-hidden="true" /> All mails
          </Link>
          <Mail key={id} id={id} refreshMs={refreshMs} />
        </>
      ) : (
        <Empty title="No mail is open" icon={<MailOpen size={24} />}>
          Choose one from the list to read it.
        </Empty>
      )}
    </section>
  );
}

function Mail({ id, refreshMs }: { id: string; refreshMs: number }) {
  const navigate = useNavigate();
  const asked = useQuery({
    ...asking(MailDocument, { id }),
    refetchInterval: ({ state }) => (state.data?.mail?.state === 'WAITING' ? refreshMs : false),
  });
  const open = (mail: string) =>
    void navigate({ to: '/settings/mailbox', search: (now) => ({ ...now, mail }), replace: true, resetScroll: false });
  return (
    <Faces
      asked={{ ...asked, data: asked.data && { mail: asked.data.mail } }}
      rows={6}
      empty={{
        when: ({ mail }) => mail == null,
        face: <Empty title="There is no such mail">The address may have been cut off.</Empty>,
      }}
    >
      {({ mail }) =>
        mail && (
          <div className="stack">
            <h2 dir="auto">{mail.subject}</h2>
            <MailReading mail={mail} acts={<SendAgain mail={mail} onSent={open} />} />
          </div>
        )
      }
    </Faces>
  );
}
