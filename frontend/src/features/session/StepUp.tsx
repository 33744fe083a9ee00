import { lazy, Suspense } from 'react';
import { useObservable } from '@/lib/observable';
import { part } from '@/lib/parts';
import { proofAsked } from '@/lib/proof';

const StepUpDialog = lazy(() => part(() => import('@/features/session/StepUpDialog')));

/** Over the work, which waits: an act asks for a fresh proof of who acts. */
export function StepUp() {
  const settle = useObservable(proofAsked);
  if (!settle) return null;
  return (
    <Suspense fallback={null}>
      <StepUpDialog onSettle={settle} />
    </Suspense>
  );
}
