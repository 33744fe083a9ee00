import { useState } from 'react';
import type { ActDialogProps } from '@/features/client-acts/acts';
import { Blockers } from '@/features/client-removal/Blockers';
import { restoreAgain } from '@/features/client-removal/restoreAgain';
import { isTyped } from '@/features/client-removal/words';
import { DeleteClientDocument, DeletePreviewDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { Faces } from '@/ui/Panel';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';
import '@/features/client-removal/removal.css';

/** Says what speaks against deleting the client, and deletes it when all of that is named and the name typed. */
export default function DeleteDialog({ client, onClose }: ActDialogProps) {
  const asked = useAnswer(DeletePreviewDocument, { id: client.id });
  return (
    <Dialog title="Delete" size="small" onClose={onClose}>
      <Faces asked={{ ...asked, data: asked.data?.deletePreview }} rows={6}>
        {(preview) =>
          preview.__typename === 'DeletePreview' ? (
            <Sure client={client} blockers={preview.blockers} onClose={onClose} onBlocked={asked.refetch} />
          ) : (
            <DialogBody>
              <Notice tone="bad">{preview.message}</Notice>
            </DialogBody>
          )
        }
      </Faces>
    </Dialog>
  );
}

interface SureProps extends ActDialogProps {
  blockers: { code: string; message: string; count: number }[];
  /** What speaks against it is another by now. */
  onBlocked: () => unknown;
}

function Sure({ client, blockers, onClose, onBlocked }: SureProps) {
  const name = client.displayName || 'this client';
  const wanted = client.displayName || String(client.number);
  const [key] = useState(() => crypto.randomUUID());
  const [override, setOverride] = useState<string[]>([]);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const { run, forgive, waiting, refused } = useAct(async () => {
    const input = { clientId: client.id, override, reason };
    const { deleteClient: answer } = await ask(DeleteClientDocument, { input, key });
    if (answer.__typename === 'Blocked') void onBlocked();
    if (answer.__typename !== 'Client') return refusalOf(answer);
    onClose();
    say(`${name} is deleted`, [undoAct(() => restoreAgain(client.id))]);
    void clientChanged(client.id);
    return undefined;
  });
  const missing = blockers.some(({ code }) => !override.includes(code));
  return (
    <Form className="" onSubmit={() => run()} refused={refused} onForgive={forgive}>
      <DialogBody>
        <p>
          {name} leaves all lists and figures and can no longer log in; the login address is free for others. It can be
          restored.
        </p>
        <Blockers clientId={client.id} blockers={blockers} chosen={override} onChoose={setOverride} />
        <TextField
          label={`To delete, type ${wanted}`}
          name="typed"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          data-autofocus={blockers.length === 0 || undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <TextField
          label="Reason"
          optional
          name="reason"
          value={reason}
          error={refused?.faults.get('reason')}
          onChange={(event) => setReason(event.target.value)}
        />
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" type="submit" waiting={waiting} unavailable={whyNot(missing, isTyped(typed, wanted))}>
          Delete {name}
        </Button>
      </DialogFoot>
    </Form>
  );
}

function whyNot(missing: boolean, typed: boolean): string | undefined {
  if (missing) return 'Tick what shall not stop you.';
  return typed ? undefined : 'Type the name first.';
}
