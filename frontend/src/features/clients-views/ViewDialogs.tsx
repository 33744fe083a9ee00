import {
  ClientViewsDocument,
  RemoveClientViewDocument,
  type SavedViewFragment,
  UpdateClientViewDocument,
} from '@/generated/graphql';
import { asking } from '@/lib/asking';
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
  view: SavedViewFragment;
  onClose: () => void;
}

const askAnew = () => queryClient.invalidateQueries({ queryKey: asking(ClientViewsDocument, {}).queryKey });

export function RenameView({ view, onClose }: Props) {
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { id: view.id, name: String(typed.get('name')) };
    const { updateClientView: answer } = await ask(UpdateClientViewDocument, { input });
    if (answer.__typename !== 'ClientView') return refusalOf(answer);
    await askAnew();
    onClose();
    return undefined;
  });
  return (
    <Dialog title="Rename view" size="small" onClose={onClose}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive}>
        <DialogBody>
          <TextField
            label="Name"
            name="name"
            autoComplete="off"
            defaultValue={view.name}
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

export function RemoveView({ view, onClose }: Props) {
  const act = async () => {
    const { removeClientView: answer } = await ask(RemoveClientViewDocument, { input: { id: view.id } });
    if (answer.__typename !== 'RemovedClientView') return refusalOf(answer);
    await askAnew();
    say(`${view.name} is removed`);
    onClose();
    return undefined;
  };
  return (
    <ConfirmDialog title="Remove view?" act={`Remove ${view.name}`} onAct={act} onClose={onClose}>
      <p>
        {view.isShared ? 'Everybody here loses it.' : 'Only the view goes; no client changes.'} It cannot be brought
        back.
      </p>
    </ConfirmDialog>
  );
}
