import {
  type KeptMappingFragment,
  RemoveImportMappingDocument,
  RenameImportMappingDocument,
} from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

interface Props {
  mapping: KeptMappingFragment;
  onClose: () => void;
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['ImportMappings'] });

/** Another name for a saved mapping. */
export function RenameMapping({ mapping: { id, name }, onClose }: Props) {
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { id, name: String(typed.get('name')) };
    const { renameImportMapping: answer } = await ask(RenameImportMappingDocument, { input });
    if (answer.__typename !== 'ImportMapping') return refusalOf(answer);
    say(`${name} is called ${answer.name} now`);
    onClose();
    await refresh();
    return undefined;
  });
  return (
    <Dialog title={`Rename ${name}`} size="small" onClose={onClose}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive}>
        <DialogBody>
          <TextField
            label="Name"
            name="name"
            autoComplete="off"
            defaultValue={name}
            error={refused?.faults.get('name')}
            data-autofocus
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Rename
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}

/** Asks before a saved mapping is forgotten. */
export function RemoveMapping({ mapping: { id, name }, onClose }: Props) {
  const remove = async () => {
    const { removeImportMapping: answer } = await ask(RemoveImportMappingDocument, { input: { id } });
    if (answer.__typename !== 'RemovedImportMapping') return refusalOf(answer);
    say(`Mapping ${name} removed`);
    onClose();
    await refresh();
    return undefined;
  };
  return (
    <ConfirmDialog title={`Remove ${name}?`} act={`Remove ${name}`} onAct={remove} onClose={onClose}>
      <p>Imports that used it stay as they are. The next file of this kind has to be mapped again.</p>
    </ConfirmDialog>
  );
}
