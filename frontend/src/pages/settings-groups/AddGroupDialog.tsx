import { PermissionChoices } from '@/features/permissions/PermissionChoices';
import { AddStaffGroupDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

/** A group of one's own, for those whom none of the others fits. */
export function AddGroupDialog({ onClose }: { onClose: () => void }) {
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { name: String(typed.get('name')), permissions: typed.getAll('permissions').map(String) };
    const { addStaffGroup: answer } = await ask(AddStaffGroupDocument, { input });
    if (answer.__typename !== 'StaffGroup') return refusalOf(answer);
    say(`${input.name} is made; put staff into it under Staff`);
    onClose();
    await queryClient.invalidateQueries();
    return undefined;
  });
  const faults = refused?.faults;
  return (
    <Dialog title="Create group" onClose={onClose}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive}>
        <DialogBody>
          <TextField label="Name" name="name" autoComplete="off" error={faults?.get('name')} data-autofocus />
          <PermissionChoices name="permissions" error={faults?.get('permissions')} />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Create group
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
