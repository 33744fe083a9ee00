import { useState } from 'react';
import type { ActDialogProps } from '@/features/client-acts/acts';
import { handOver } from '@/features/impersonation/handOver';
import { ImpersonateClientDocument, type ImpersonationMode } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Choice, Choices } from '@/ui/Choice';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Form } from '@/ui/Form';

/** Asks why, and how far it goes; then the client's account opens in a new tab. */
export default function ImpersonateDialog({ client, onClose }: ActDialogProps) {
  const [mode, setMode] = useState<ImpersonationMode>('FULL');
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { clientId: client.id, reason: String(typed.get('reason')), mode };
    const start = async () => (await ask(ImpersonateClientDocument, { input }, { isProved: true })).impersonateClient;
    const refusal = await handOver(start);
    if (refusal) return refusal;
    onClose();
    void clientChanged(client.id);
    return undefined;
  });
  return (
    <Dialog title="Impersonate client" size="small" onClose={onClose}>
      <Form onSubmit={run} refused={refused} onForgive={forgive}>
        <DialogBody>
          <p>
            The store opens in a new tab, as <bdi>{client.displayName || 'this client'}</bdi>. For 60 minutes at most,
            logged, and the client can see that you were there.
          </p>
          <Field
            label="Reason"
            error={refused?.faults.get('reason')}
            hint="For your colleagues: the client is not told."
          >
            {(given) => (
              <textarea {...given} name="reason" className="input" rows={2} dir="auto" required data-autofocus />
            )}
          </Field>
          <Choices legend="Mode">
            <Choice type="radio" name="mode" checked={mode === 'FULL'} onChange={() => setMode('FULL')}>
              Full: all but the password, the login e-mail, the support PIN and closing the account
            </Choice>
            <Choice type="radio" name="mode" checked={mode === 'VIEW'} onChange={() => setMode('VIEW')}>
              View only: nothing can be changed
            </Choice>
          </Choices>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" waiting={waiting}>
            Impersonate client
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
