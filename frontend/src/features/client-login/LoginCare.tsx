import { ClientSessions } from '@/features/client-login/ClientSessions';
import { Lockout } from '@/features/client-login/Lockout';
import { useSendReset } from '@/features/client-login/useSendReset';
import { LoginCareDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Faces } from '@/ui/Panel';

/** What staff do for a client who cannot get in, or about one who should not be: lock-out, password, sessions. */
export default function LoginCare({ clientId }: { clientId: string }) {
  const asked = useAnswer(LoginCareDocument, { id: clientId });
  return (
    <Faces asked={asked} rows={3}>
      {({ client, clientLockout }) =>
        client && (
          <div className="login-care">
            {clientLockout && clientLockout.attempts > 0 && (
              <Lockout clientId={client.id} name={client.displayName} lockout={clientLockout} />
            )}
            {client.viewerCan.sendPasswordReset && <SendReset clientId={client.id} />}
            <ClientSessions clientId={client.id} name={client.displayName} sessions={client.sessions} />
          </div>
        )
      }
    </Faces>
  );
}

function SendReset({ clientId }: { clientId: string }) {
  const { send, waiting, refused } = useSendReset(clientId);
  return (
    <div>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <Button waiting={waiting} onClick={send}>
        Send password reset
      </Button>
    </div>
  );
}
