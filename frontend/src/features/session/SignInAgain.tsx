import { lazy, Suspense, useEffect } from 'react';
import { signedOut } from '@/lib/connection';
import { useObservable } from '@/lib/observable';
import { part } from '@/lib/parts';

const load = () => part(() => import('@/features/session/SignInAgainDialog'));
const SignInAgainDialog = lazy(load);

const EARLY_MS = 3000;

/** Over the work, which stays as it is: the session ended, by time or from another tab. */
export function SignInAgain() {
  const ended = useObservable(signedOut);
  useEffect(() => {
    // Fetched while nothing is amiss: a session often ends together with the connection.
    const timer = setTimeout(() => void load(), EARLY_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!ended) return null;
  return (
    <Suspense fallback={null}>
      <SignInAgainDialog />
    </Suspense>
  );
}
