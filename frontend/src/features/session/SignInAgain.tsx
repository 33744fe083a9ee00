import { SignInForm } from '@/features/session/SignInForm';
import { viewerAsking, welcome } from '@/features/session/session';
import { signedOut } from '@/lib/connection';
import { useObservable } from '@/lib/observable';
import { queryClient } from '@/lib/queryClient';
import { Dialog, DialogBody } from '@/ui/Dialog';

/** Over the work, which stays as it is: the session ended, by time or from another tab. */
export function SignInAgain() {
  const ended = useObservable(signedOut);
  if (!ended) return null;
  const email = queryClient.getQueryData(viewerAsking.queryKey)?.viewer.staff?.email;
  return (
    <Dialog title="Sign in again" size="small" onClose={() => undefined} required>
      <DialogBody>
        <p className="muted">Your session has ended. What you were doing is kept.</p>
        <SignInForm email={email} onSignedIn={welcome} />
      </DialogBody>
    </Dialog>
  );
}
