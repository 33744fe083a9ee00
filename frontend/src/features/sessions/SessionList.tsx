import { browserWords } from '@/features/sessions/browser';
import { EndStaffSessionDocument, type SessionLineFragment } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Notice } from '@/ui/Notice';
import { Time } from '@/ui/Time';
import { say } from '@/ui/toastList';
import '@/features/sessions/sessions.css';

/** The browsers in which somebody is signed in, and the way to end each. */
export function SessionList({ sessions }: { sessions: SessionLineFragment[] }) {
  if (sessions.length === 0) return <Empty title="Not signed in anywhere" />;
  return (
    <ul className="sessions">
      {sessions.map((session) => (
        <SessionItem key={session.id} session={session} />
      ))}
    </ul>
  );
}

function SessionItem({ session }: { session: SessionLineFragment }) {
  const browser = browserWords(session.userAgent);
  const { run, waiting, refused } = useAct(async () => {
    const { endStaffSession: answer } = await ask(EndStaffSessionDocument, { input: { id: session.id } });
    if (answer.__typename === 'Blocked') return refusalOf(answer);
    say(`The session in ${browser} has ended`);
    await queryClient.invalidateQueries();
    return undefined;
  });
  return (
    <li className="session">
      <div>
        <p className="session-browser">
          <span>{browser}</span> {session.isCurrent && <Badge tone="good">This browser</Badge>}
        </p>
        <p className="muted">
          {session.address && <>{session.address} · </>}
          seen <Time at={session.seenAt} relative /> · signed in <Time at={session.createdAt} relative />
        </p>
        {refused && (
          <Notice tone="bad" live>
            {refused.sentence}
          </Notice>
        )}
      </div>
      {!session.isCurrent && (
        <Button aria-label={`End the session in ${browser}`} waiting={waiting} onClick={() => run()}>
          End
        </Button>
      )}
    </li>
  );
}
