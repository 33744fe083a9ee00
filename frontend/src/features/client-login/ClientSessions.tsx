import { useState } from 'react';
import { browserWords } from '@/features/sessions/browser';
import {
  type ClientSessionLineFragment,
  EndClientSessionDocument,
  EndClientSessionsDocument,
  type LoginCareQuery,
} from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Notice } from '@/ui/Notice';
import { Time } from '@/ui/Time';
import { say } from '@/ui/toastList';
import '@/features/sessions/sessions.css';

interface Props {
  clientId: string;
  name: string;
  sessions: NonNullable<LoginCareQuery['client']>['sessions'];
}

/** Where the client is signed in now, the last used first, and the way to end one of them or all. */
export function ClientSessions({ clientId, name, sessions: { nodes, totalCount } }: Props) {
  const [endsAll, endAll] = useState(false);
  const more = totalCount - nodes.length;
  return (
    <section aria-labelledby="client-sessions">
      <header className="row login-sessions-head">
        <h3 id="client-sessions">Signed in</h3>
        {totalCount > 0 && <Button onClick={() => endAll(true)}>End all</Button>}
      </header>
      {totalCount === 0 && <p className="muted">Not signed in anywhere.</p>}
      <ul className="sessions">
        {nodes.map((session) => (
          <SessionItem key={session.id} session={session} clientId={clientId} />
        ))}
      </ul>
      {more > 0 && <p className="muted">and {counted(more, 'session')} more</p>}
      {endsAll && <EndAllDialog clientId={clientId} name={name} onClose={() => endAll(false)} />}
    </section>
  );
}

function SessionItem({ session, clientId }: { session: ClientSessionLineFragment; clientId: string }) {
  const browser = browserWords(session.userAgent);
  const { run, waiting, refused } = useAct(async () => {
    const { endClientSession: answer } = await ask(EndClientSessionDocument, { input: { id: session.id } });
    if (answer.__typename !== 'Client') return refusalOf(answer);
    say(`The session in ${browser} has ended`);
    await clientChanged(clientId);
    return undefined;
  });
  return (
    <li className="session">
      <div>
        <p className="session-browser">
          <span>{browser}</span> {session.isToken && <Badge>Other storefront</Badge>}
        </p>
        <p className="muted">
          {session.address && <>{session.address} · </>}
          seen <Time at={session.seenAt} relative />
        </p>
        {refused && (
          <Notice tone="bad" live>
            {refused.sentence}
          </Notice>
        )}
      </div>
      <Button aria-label={`End the session in ${browser}`} waiting={waiting} onClick={() => run()}>
        End
      </Button>
    </li>
  );
}

function EndAllDialog({ clientId, name, onClose }: Omit<Props, 'sessions'> & { onClose: () => void }) {
  const who = name || 'the client';
  const end = async (reason: string) => {
    const { endClientSessions: answer } = await ask(EndClientSessionsDocument, { input: { clientId, reason } });
    if (answer.__typename !== 'Client') return refusalOf(answer);
    say(`${name || 'The client'} is signed out everywhere`);
    onClose();
    await clientChanged(clientId);
    return undefined;
  };
  return (
    <ConfirmDialog
      title="End all sessions"
      act={`Sign ${who} out everywhere`}
      reason="optional"
      onAct={end}
      onClose={onClose}
    >
      <p>
        Every session of {who} ends at once. Whoever knows the password can sign in again; to prevent that, switch login
        off. No mail is sent.
      </p>
    </ConfirmDialog>
  );
}
