import { lazy, Suspense, useState } from 'react';
import { LoginDialog } from '@/features/client-login/LoginDialog';
import { useResend } from '@/features/client-login/useResend';
import { ClientLoginDocument, type LoginFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { part } from '@/lib/parts';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Loading } from '@/ui/Loading';
import { Faces, Panel } from '@/ui/Panel';
import { Switch } from '@/ui/Switch';
import { Time } from '@/ui/Time';
import '@/features/client-facts/facts.css';
import '@/features/client-login/clientLogin.css';

const LoginCare = lazy(() => part(() => import('@/features/client-login/LoginCare')));

/** Whether the client may log in, with which address, and what still stands in the way. */
export function LoginPanel({ clientId }: { clientId: string }) {
  const asked = useAnswer(ClientLoginDocument, { id: clientId });
  return (
    <Panel title="Login" className="login-panel">
      <Faces asked={{ ...asked, data: asked.data?.client ?? undefined }} rows={6}>
        {(client) => (ENDED[client.status] ? <Ended why={ENDED[client.status]} /> : <LoginFacts client={client} />)}
      </Faces>
    </Panel>
  );
}

/** Whoever has ended cannot log in, whatever was allowed before. */
const ENDED: Partial<Record<LoginFragment['status'], string>> = {
  MERGED: 'Nobody can log in here any more: this client was merged into another, which has its login.',
  DELETED: 'A deleted client cannot log in.',
};

function Ended({ why }: { why: string | undefined }) {
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Allow login</dt>
          <dd>Off</dd>
        </div>
      </dl>
      <p className="muted">{why}</p>
    </>
  );
}

function LoginFacts({ client }: { client: LoginFragment }) {
  const [isAsked, ask] = useState(false);
  const { resend, waiting } = useResend(client.id);
  return (
    <>
      {client.viewerCan.setAllowLogin && (
        <Switch label="Allow login" checked={client.allowLogin} hint={standing(client)} onChange={() => ask(true)} />
      )}
      <dl className="facts">
        {!client.viewerCan.setAllowLogin && (
          <div>
            <dt>Allow login</dt>
            <dd>{client.allowLogin ? 'On' : 'Off'}</dd>
          </div>
        )}
        <div>
          <dt>Login e-mail</dt>
          <dd>
            <bdi>{client.loginEmail ?? <span className="muted">–</span>}</bdi>
          </dd>
        </div>
        <div>
          <dt>Verified</dt>
          <dd>{client.verifiedAt ? <Time at={client.verifiedAt} /> : <Badge tone="warn">Not yet</Badge>}</dd>
        </div>
        <div>
          <dt>Last login</dt>
          <dd>
            {client.lastLoginAt ? <Time at={client.lastLoginAt} relative /> : <span className="muted">Never</span>}
          </dd>
        </div>
      </dl>
      {client.viewerCan.resendVerification && !client.verifiedAt && (
        <Button waiting={waiting} onClick={resend}>
          Resend verification
        </Button>
      )}
      {client.viewerCan.setAllowLogin && (
        <Suspense fallback={<Loading rows={3} />}>
          <LoginCare clientId={client.id} />
        </Suspense>
      )}
      {isAsked && <LoginDialog client={client} onClose={() => ask(false)} />}
    </>
  );
}

function standing(client: LoginFragment): string {
  if (!client.allowLogin) return 'The client cannot log in.';
  return client.verifiedAt ? 'The client can log in.' : 'The client can log in once the e-mail address is verified.';
}
