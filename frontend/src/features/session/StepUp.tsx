import { lazy, Suspense } from 'react';
import { useObservable } from '@/lib/observable';
import { proofAsked } from '@/lib/proof';

const StepUpDialog = lazy(() => import('@/features/session/StepUpDialog'));

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
