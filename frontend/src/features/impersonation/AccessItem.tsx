import { ClientLink } from '@/features/clients/ClientLink';
import { MODE_WORDS } from '@/features/impersonation/words';
import { type AccessFragment, EndAccessDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Time } from '@/ui/Time';
import { say } from '@/ui/toastList';
import '@/features/impersonation/access.css';

interface Props {
  access: AccessFragment;
  /** Left out where the client is the page's own. */
  withClient?: boolean;
}

/** Somebody who is or was in a client's account, and the way to end it. */
export function AccessItem({ access, withClient }: Props) {
  const { client, kind, staffName, mode, reason, isLive } = access;
  const { run, waiting, refused } = useAct(async () => {
    const { endImpersonation: answer } = await ask(EndAccessDocument, { id: access.id });
    if (answer.__typename === 'NotFound') return refusalOf(answer);
    say(`${staffName} is no longer in the account`);
    await clientChanged(client.id);
    return undefined;
  });
  return (
    <li className="access">
      <div>
        <p>
          <bdi>{staffName}</bdi>
          {kind === 'PARENT' && ', the parent account'}
          {withClient && (
            <>
              {' as '}
              <ClientLink id={client.id}>{client.displayName || 'No name'}</ClientLink>
            </>
          )}{' '}
          · {MODE_WORDS[mode]}
        </p>
        <p className="muted">
          Began <Time at={access.startedAt} relative />
          {isLive ? ' · ends by itself ' : ' · ended '}
          <Time at={isLive ? access.expiresAt : (access.endedAt ?? access.expiresAt)} relative />
          {reason && (
            <>
              {' · '}
              <bdi>{reason}</bdi>
            </>
          )}
        </p>
        {refused && (
          <Notice tone="bad" live>
            {refused.sentence}
          </Notice>
        )}
      </div>
      {isLive && (
        <Button
          aria-label={`End ${staffName}’s access to the account of ${client.displayName}`}
          waiting={waiting}
          onClick={() => run()}
        >
          End
        </Button>
      )}
    </li>
  );
}
