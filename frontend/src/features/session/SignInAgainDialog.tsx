import { SignInForm } from '@/features/session/SignInForm';
import { viewerAsking, welcome } from '@/features/session/session';
import { queryClient } from '@/lib/queryClient';
import { Dialog, DialogBody } from '@/ui/Dialog';

/** Asks who one is, over work that waits. */
export default function SignInAgainDialog() {
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
