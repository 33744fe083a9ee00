import { useEffect, useState } from 'react';
import { LeaveAccountDocument } from '@/generated/graphql';
import { explain, isSignedOut } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { type Acting, over } from '@/store/acting/acting';
import { goBack } from '@/store/acting/goBack';
import { useMarkedTitle } from '@/store/acting/useMarkedTitle';
import { DOOR } from '@/store/door';
import { lookWhoIsHere } from '@/store/viewer';
import '@/store/acting/acting.css';

const TICK_MS = 5000;
const DOES = {
  STAFF: { VIEW: 'looking at the store as', FULL: 'viewing the store as', ORDER: 'ordering for' },
  PARENT: { VIEW: 'looking into the account of', FULL: 'in the account of', ORDER: 'ordering in the account of' },
} as const;

/** On every page of a tab in which staff, or the parent, entered a client's account: who acts as whom, for how long, and the way out. */
export default function ActingBar({ entered }: { entered: Acting }) {
  const { clientName, staffName, kind, mode, expiresAt } = entered;
  const left = useMinutesLeft(expiresAt);
  const [trouble, setTrouble] = useState<string>();
  useMarkedTitle(`[as ${clientName}] `);
  // What ended the access while one was elsewhere is noticed when one comes back.
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && lookWhoIsHere();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  const end = async () => {
    try {
      await ask(LeaveAccountDocument, {}, DOOR);
      await goBack(entered);
    } catch (error) {
      if (isSignedOut(error)) return; // it had ended already: the page says so
      const { title, advice } = explain(error);
      setTrouble(`${title}. ${advice}`);
    }
  };
  return (
    <section className="acting" aria-label="Acting for a client">
      <p>
        You are {DOES[kind === 'PARENT' ? kind : 'STAFF'][mode]}{' '}
        <strong>
          <bdi>{clientName}</bdi>
        </strong>{' '}
        · {kind === 'PARENT' && 'as '}
        <bdi>{staffName}</bdi> · {left} ·{' '}
        <a
          href="/store/account"
          onClick={(event) => {
            event.preventDefault();
            void end();
          }}
        >
          click here to end
        </a>
      </p>
      {trouble && <p role="alert">{trouble}</p>}
    </section>
  );
}

/** "58 min left". When none is, the tab is told that the hour is over. */
function useMinutesLeft(expiresAt: string): string {
  const [now, setNow] = useState(Date.now);
  const left = Date.parse(expiresAt) - now;
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(clock);
  }, []);
  useEffect(() => {
    if (left <= 0 && !over.get()) over.set('expired');
  }, [left]);
  const minutes = Math.floor(left / 60_000);
  return minutes < 1 ? 'less than a minute left' : `${minutes} min left`;
}
