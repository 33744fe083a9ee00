import { type ReactNode, useState } from 'react';
import type { Refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

interface Props {
  title: string;
  /** What follows from it. */
  children: ReactNode;
  /** The button names the object and the deed: "Revoke Shop sync". */
  act: string;
  look?: 'primary' | 'danger';
  /** Whether it is asked why; a reason that is required is demanded by the server. */
  reason?: 'optional' | 'required';
  /** Does it and closes, or answers why not. */
  onAct: (reason: string) => Promise<Refusal | undefined>;
  onClose: () => void;
}

/** Asked before what cannot simply be undone. */
export function ConfirmDialog({ title, children, act, look = 'danger', reason, onAct, onClose }: Props) {
  const [why, setWhy] = useState('');
  const { run, forgive, waiting, refused } = useAct(onAct);
  return (
    <Dialog title={title} size="small" onClose={onClose}>
      <Form className="" onSubmit={() => run(why)} refused={refused} onForgive={forgive}>
        <DialogBody>
          {children}
          {reason && (
            <TextField
              label="Reason"
              name="reason"
              optional={reason === 'optional'}
              value={why}
              error={refused?.faults.get('reason')}
              data-autofocus
              onChange={(event) => setWhy(event.target.value)}
            />
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button look={look} type="submit" waiting={waiting}>
            {act}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
