import { useState } from 'react';
import { GroupChoices } from '@/features/staff/GroupChoices';
import { useInvite } from '@/features/staff/useInvite';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

/** Asks a colleague in by mail: the link in it lets them choose their password. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [groups, setGroups] = useState<ReadonlySet<string>>(new Set());
  const { run, forgive, waiting, refused } = useInvite(onClose);
  const faults = refused?.faults;
  const submit = (typed: FormData) =>
    run({ email: String(typed.get('email')), name: String(typed.get('name')), groupIds: [...groups] });
  return (
    <Dialog title="Invite" onClose={onClose}>
      <Form className="" onSubmit={submit} refused={refused} onForgive={forgive}>
        <DialogBody>
          <TextField
            label="Email"
            name="email"
            type="email"
            autoComplete="off"
            spellCheck={false}
            hint="A link is sent to this address. It works once, for seven days."
            error={faults?.get('email')}
            data-autofocus
          />
          <TextField
            label="Name"
            name="name"
            optional
            autoComplete="off"
            hint="They can change it when they accept."
            error={faults?.get('name')}
          />
          <GroupChoices chosen={groups} onChoose={setGroups} error={faults?.get('groupIds')} />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Send invitation
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
