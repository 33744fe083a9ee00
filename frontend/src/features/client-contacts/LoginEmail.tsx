import { lazy, Suspense, useState } from 'react';
import type { Client } from '@/features/client-contacts/kinds';
import { useResend } from '@/features/client-login/useResend';
import { CancelLoginEmailChangeDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { part } from '@/lib/parts';
import { refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Time } from '@/ui/Time';
import { say } from '@/ui/toastList';

const LoginEmailDialog = lazy(() => part(() => import('@/features/client-contacts/LoginEmailDialog')));

/** A change of the login that waits: for what, since when, and what can be done about it. */
export function WaitingLogin({ client }: { client: Client }) {
  const { loginChange } = client;
  return loginChange && <Waiting client={client} change={loginChange} />;
}

function Waiting({ client, change }: { client: Client; change: NonNullable<Client['loginChange']> }) {
  const { resend, waiting } = useResend(client.id, change.email.id);
  const off = useAct(async () => {
    const { cancelLoginEmailChange: answer } = await ask(CancelLoginEmailChangeDocument, {
      input: { clientId: client.id },
    });
    if (answer.__typename !== 'Client') return refusal(answer.message);
    await clientChanged(client.id);
    say(`${client.loginEmail} stays the login`);
    return undefined;
  });
  return (
    <Notice>
      <div className="contact-waiting">
        <p>
          <bdi>{change.email.address}</bdi> becomes the login once it is confirmed; asked{' '}
          <Time at={change.askedAt} relative />. Until then the client logs in with <bdi>{client.loginEmail}</bdi>,
          which was told.
        </p>
        {off.refused && <p role="alert">{off.refused.sentence}</p>}
        {client.viewerCan.changeLoginEmail && (
          <div className="row">
            <Button waiting={waiting} onClick={resend}>
              Send the link again
            </Button>
            <Button waiting={off.waiting} onClick={() => void off.run()}>
              Call it off
            </Button>
          </div>
        )}
      </div>
    </Notice>
  );
}

/** Leads to the dialog in which the login address is changed. */
export function ChangeLogin({ client }: { client: Client }) {
  const [isOpen, setOpen] = useState(false);
  if (!client.viewerCan.changeLoginEmail) return null;
  return (
    <div className="contact-foot">
      <Button look="quiet" onClick={() => setOpen(true)}>
        Change login e-mail
      </Button>
      <Suspense>{isOpen && <LoginEmailDialog client={client} onClose={() => setOpen(false)} />}</Suspense>
    </div>
  );
}
