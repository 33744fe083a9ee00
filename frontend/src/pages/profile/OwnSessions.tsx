import { SessionList } from '@/features/sessions/SessionList';
import { EndOtherSessionsDocument, type SessionLineFragment } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { say } from '@/ui/toastList';

/** Where one is signed in: each can be ended, and all but this one at once. */
export function OwnSessions({ sessions }: { sessions: SessionLineFragment[] }) {
  const { run, waiting, refused } = useAct(async () => {
    const { endOtherSessions } = await ask(EndOtherSessionsDocument, {});
    say(`${counted(endOtherSessions.count, 'session')} ended`);
    await queryClient.invalidateQueries();
    return undefined;
  });
  const others = (
    <Button waiting={waiting} onClick={() => run()}>
      End all others
    </Button>
  );
  return (
    <Panel title="Where you are signed in" aside={sessions.length > 1 && others}>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <SessionList sessions={sessions} />
    </Panel>
  );
}
