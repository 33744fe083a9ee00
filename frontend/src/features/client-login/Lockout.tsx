import { useState } from 'react';
import { LiftClientLockoutDocument, type LoginCareQuery } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { counted, formatClock, formatList } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Notice } from '@/ui/Notice';
import { say } from '@/ui/toastList';

type State = NonNullable<LoginCareQuery['clientLockout']>;

interface Props {
  clientId: string;
  name: string;
  lockout: State;
}

/** Somebody tried to sign in as this client without success: how often, from where, and the way to let them try again. */
export function Lockout({ clientId, name, lockout }: Props) {
  const [isAsked, setAsked] = useState(false);
  return (
    <Notice tone={lockout.lockedUntil ? 'warn' : undefined}>
      <p>{lockoutWords(lockout)}</p>
      <Button onClick={() => setAsked(true)}>Lift lock-out</Button>
      {isAsked && <LiftDialog clientId={clientId} name={name} onClose={() => setAsked(false)} />}
    </Notice>
  );
}

/** "Locked out until 14:05 after 10 wrong attempts, from 192.0.2.7." */
export function lockoutWords({ attempts, lockedUntil, places }: State): string {
  const tried = counted(attempts, 'wrong attempt');
  const from = `from ${formatList(places.map(({ network }) => network))}`;
  return lockedUntil
    ? `Locked out until ${formatClock(lockedUntil)} after ${tried} ${from}.`
    : `${tried} to sign in ${from}.`;
}

function LiftDialog({ clientId, name, onClose }: Omit<Props, 'lockout'> & { onClose: () => void }) {
  const lift = async (reason: string) => {
    const { liftClientLockout: answer } = await ask(LiftClientLockoutDocument, { input: { clientId, reason } });
    if (answer.__typename !== 'Client') return refusalOf(answer);
    say(`${name || 'The client'} can try to sign in again`);
    onClose();
    await clientChanged(clientId);
    return undefined;
  };
  return (
    <ConfirmDialog
      title="Lift lock-out"
      act={`Let ${name || 'the client'} try again`}
      look="primary"
      reason="optional"
      onAct={lift}
      onClose={onClose}
    >
      <p>The wrong attempts are forgotten, so that signing in works at once. Whoever guessed may guess again, too.</p>
    </ConfirmDialog>
  );
}
