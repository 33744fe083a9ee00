import { useState } from 'react';
import { SaveImportMappingDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

/** Keeps the mapping that the rows were looked through with, for the next file of the same kind. */
export function SaveMapping({ importId }: { importId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Save mapping as…</Button>
      {isOpen && <SaveDialog importId={importId} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveDialog({ importId, onClose }: { importId: string; onClose: () => void }) {
  const [name, setName] = useState('');
  const { run, forgive, waiting, refused } = useAct(async () => {
    const { saveImportMapping: answer } = await ask(SaveImportMappingDocument, { input: { importId, name } });
    if (answer.__typename !== 'ImportMapping') return refusalOf(answer);
    say(`Mapping ${answer.name} saved`);
    void queryClient.invalidateQueries({ queryKey: ['ImportMappings'] });
    onClose();
    return undefined;
  });
  return (
    <Dialog title="Save mapping" size="small" onClose={onClose}>
      <Form className="" refused={refused} onForgive={forgive} onSubmit={() => void run()}>
        <DialogBody>
          <TextField
            label="Name"
            name="name"
            autoComplete="off"
            value={name}
            error={refused?.faults.get('name')}
            hint="What the rows were looked through with last. One of this name is replaced."
            data-autofocus
            onChange={(event) => setName(event.target.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Save mapping
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
