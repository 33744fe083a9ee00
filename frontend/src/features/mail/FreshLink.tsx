import { useResend } from '@/features/client-login/useResend';
import { useSendReset } from '@/features/client-login/useSendReset';
import { FreshLinkDocument, type FreshLinkQuery, type MailReadingFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';

type Client = NonNullable<FreshLinkQuery['client']>;

interface Props {
  mail: MailReadingFragment;
  clientId: string;
}

/** A mail whose link works once is not sent again: why, and a new link in its place where one may be sent. */
export default function FreshLink({ mail, clientId }: Props) {
  const { data, isPending } = useAnswer(FreshLinkDocument, { id: clientId });
  if (isPending) return <Loading rows={1} />;
  const client = data?.client;
  const email = client?.emails.find(({ address }) => address === mail.to);
  const hindrance = client ? hindranceOf(mail, client, email) : 'The client is gone.';
  return (
    <div className="stack">
      <p className="muted">
        This mail carries a link that works once, so it cannot be sent again. {hindrance ?? 'A new link can be.'}
      </p>
      {!hindrance &&
        (mail.kind === 'verify_email' ? (
          <NewProof clientId={clientId} emailId={email?.id} />
        ) : (
          <NewReset clientId={clientId} />
        ))}
    </div>
  );
}

/** Why no new link can be sent now; nothing when one can. */
export function hindranceOf(
  mail: Pick<MailReadingFragment, 'kind'>,
  { allowLogin, viewerCan }: Pick<Client, 'allowLogin' | 'viewerCan'>,
  email?: Pick<Client['emails'][number], 'verifiedAt'>,
): string | undefined {
  if (!viewerCan.setAllowLogin) return 'Ask someone who may send new links.';
  if (!allowLogin) return 'Login is off for this client, so no new one is sent.';
  if (mail.kind === 'client_password_reset')
    return viewerCan.sendPasswordReset ? undefined : 'The client has to verify the address first.';
  if (!email) return 'The client no longer has this address.';
  return email.verifiedAt ? 'The address is verified by now, so none is needed.' : undefined;
}

function NewProof({ clientId, emailId }: { clientId: string; emailId?: string }) {
  const { resend, waiting } = useResend(clientId, emailId);
  return (
    <div>
      <Button waiting={waiting} onClick={resend}>
        Send a new verification link
      </Button>
    </div>
  );
}

function NewReset({ clientId }: { clientId: string }) {
  const { send, waiting, refused } = useSendReset(clientId);
  return (
    <>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <div>
        <Button waiting={waiting} onClick={send}>
          Send a new password link
        </Button>
      </div>
    </>
  );
}
