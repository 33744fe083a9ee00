import { useState } from 'react';
import { CodeField } from '@/features/session/CodeField';
import { codeRefusal } from '@/features/session/codeWords';
import { useViewer } from '@/features/session/session';
import { StepUpDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { PasswordField } from '@/ui/PasswordField';

/** Asks for the password again, or for a code where two-step sign-in is on; what was begun then goes on by itself. */
export default function StepUpDialog({ onSettle }: { onSettle: (proved: boolean) => void }) {
  const { staff } = useViewer();
  const [byCode, setByCode] = useState(Boolean(staff?.totpAt));
  const [round, setRound] = useState(0);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const given = byCode ? { code: String(typed.get('code')) } : { password: String(typed.get('password')) };
    const { stepUp: answer } = await ask(StepUpDocument, given);
    if (answer.__typename === 'SignedIn') {
      onSettle(true);
      return undefined;
    }
    setRound(round + 1);
    if (answer.__typename === 'CodeRequired' && !byCode) {
      setByCode(true);
      return undefined;
    }
    return byCode && answer.__typename === 'SignInRefused' ? codeRefusal() : refusalOf(answer);
  });
  return (
    <Dialog title="Prove that it is you" size="small" onClose={() => onSettle(false)}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive}>
        <DialogBody>
          <p className="muted">What you are about to do asks for it again. It then counts for ten minutes.</p>
          {byCode ? (
            <CodeField key={round} />
          ) : (
            <>
              <input className="visually-hidden" autoComplete="username" value={staff?.email} readOnly hidden />
              <PasswordField label="Password" name="password" autoComplete="current-password" data-autofocus />
            </>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={() => onSettle(false)}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Continue
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
