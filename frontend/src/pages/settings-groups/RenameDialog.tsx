import { type GroupLineFragment, UpdateStaffGroupDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

/** Another name for a group of one's own. */
export function RenameDialog({ group, onClose }: { group: GroupLineFragment; onClose: () => void }) {
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { id: group.id, name: String(typed.get('name')) };
    const { updateStaffGroup: answer } = await ask(UpdateStaffGroupDocument, { input });
    if (answer.__typename !== 'StaffGroup') return refusalOf(answer);
    say(`${group.name} is called ${input.name} now`);
    onClose();
    await queryClient.invalidateQueries();
    return undefined;
  });
  return (
    <Dialog title={`Rename ${group.name}`} size="small" onClose={onClose}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive}>
        <DialogBody>
          <TextField
            label="Name"
            name="name"
            autoComplete="off"
            defaultValue={group.name}
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
