import { useState } from 'react';
import { useSentences } from '@/features/permissions/usePermissions';
import { useViewer } from '@/features/session/session';
import { RevokeApiTokenDocument, type TokenLineFragment } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Time } from '@/ui/Time';
import { say } from '@/ui/toastList';

/** So many sentences are shown at once. */
const FEW = 3;

/** One token: whose it is, what it may do, until when, and the way to end it. */
export function TokenItem({ token }: { token: TokenLineFragment }) {
  const { staff } = useViewer();
  const sentenceOf = useSentences();
  const [revoking, askToRevoke] = useState(false);
  const isOver = token.revokedAt !== null || isPast(token.expiresAt);
  const revoke = async () => {
    const { revokeApiToken } = await ask(RevokeApiTokenDocument, { id: token.id });
    say(revokeApiToken ? `${token.name} is revoked` : `${token.name} was revoked already`);
    askToRevoke(false);
    await queryClient.invalidateQueries();
    return undefined;
  };
  return (
    <li className="token">
      <div className="token-head">
        <h2 dir="auto">{token.name}</h2>
        <TokenState token={token} />
        {!isOver && (
          <Button aria-label={`Revoke ${token.name}`} onClick={() => askToRevoke(true)}>
            Revoke
          </Button>
        )}
      </div>
      <p className="token-facts muted">
        {token.owner.id !== staff?.id && <span>For {token.owner.name || token.owner.email}</span>}
        <span>
          Created <Time at={token.createdAt} relative />
        </span>
        <span>{token.lastUsedAt ? <>Last used {<Time at={token.lastUsedAt} relative />}</> : 'Never used'}</span>
      </p>
      <details className="token-scopes" open={token.scopes.length <= FEW}>
        <summary>May do {counted(token.scopes.length, 'thing')}</summary>
        <ul>
          {token.scopes.map((scope) => (
            <li key={scope}>{sentenceOf(scope)}</li>
          ))}
        </ul>
      </details>
      {revoking && (
        <ConfirmDialog
          title="Revoke this token?"
          act={`Revoke ${token.name}`}
          onAct={revoke}
          onClose={() => askToRevoke(false)}
        >
          <p>Whatever uses it is refused from its next request on. A revoked token never works again.</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

const isPast = (at: string | null | undefined) => at != null && Date.parse(at) <= Date.now();

function TokenState({ token: { revokedAt, expiresAt } }: { token: TokenLineFragment }) {
  if (revokedAt)
    return (
      <Badge tone="bad">
        Revoked <Time at={revokedAt} relative />
      </Badge>
    );
  if (!expiresAt) return <Badge tone="good">Never expires</Badge>;
  if (isPast(expiresAt))
    return (
      <Badge>
        Expired <Time at={expiresAt} />
      </Badge>
    );
  return (
    <Badge tone="good">
      Expires <Time at={expiresAt} />
    </Badge>
  );
}
