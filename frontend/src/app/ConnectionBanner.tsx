import { useEffect } from 'react';
import { reachable, reportReachable } from '@/lib/connection';
import { useObservable } from '@/lib/observable';
import { queryClient } from '@/lib/queryClient';
import { Notice } from '@/ui/Notice';

const RETRY_MS = 5000;

const askAgain = () => void queryClient.refetchQueries({ type: 'active' });

/** While the server does not answer: says so, and asks again until it does. What is on the screen stays. */
export function ConnectionBanner() {
  const answered = useObservable(reachable);
  useEffect(() => {
    const lost = () => reportReachable(false);
    window.addEventListener('offline', lost);
    window.addEventListener('online', askAgain);
    return () => {
      window.removeEventListener('offline', lost);
      window.removeEventListener('online', askAgain);
    };
  }, []);
  useEffect(() => {
    if (answered) return;
    const timer = setInterval(askAgain, RETRY_MS);
    return () => clearInterval(timer);
  }, [answered]);
  if (answered) return null;
  return (
    <div className="connection-banner">
      <Notice tone="warn" live>
        Atrium cannot be reached. Retrying; nothing you typed is lost.
      </Notice>
    </div>
  );
}
