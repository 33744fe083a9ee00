import { useState } from 'react';
import type { inputOf } from '@/features/clients-views/viewSearch';
import { usePermission } from '@/features/session/session';
import {
  AddClientViewDocument,
  ChooseClientViewDocument,
  ClientViewsDocument,
  type SavedViewFragment,
} from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Switch } from '@/ui/Switch';
import { say } from '@/ui/toastList';

interface Props {
  input: ReturnType<typeof inputOf>;
  onClose: () => void;
  onSaved: (view: SavedViewFragment) => void;
}

/** Keeps what the list shows now under a name. */
export function SaveViewDialog({ input, onClose, onSaved }: Props) {
  const mayShare = usePermission('view.share');
  const [isShared, share] = useState(false);
  const [isOwn, makeOwn] = useState(false);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const name = String(typed.get('name'));
    const { addClientView: answer } = await ask(AddClientViewDocument, { input: { ...input, name, isShared } });
    if (answer.__typename !== 'ClientView') return refusalOf(answer);
    if (isOwn) await ask(ChooseClientViewDocument, { input: { id: answer.id } });
    await queryClient.invalidateQueries({ queryKey: asking(ClientViewsDocument, {}).queryKey });
    say(`${answer.name} is saved`);
    onClose();
    onSaved(answer);
    return undefined;
  });
  return (
    <Dialog title="Save view" size="small" onClose={onClose}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive}>
        <DialogBody>
          <p className="muted">The filter, the search, the order and the columns are kept.</p>
          <TextField label="Name" name="name" autoComplete="off" error={refused?.faults.get('name')} data-autofocus />
          {mayShare && (
            <Switch
              label="Share with everybody here"
              hint="They find it under your name, each seeing what they may see."
              checked={isShared}
              onChange={(event) => share(event.target.checked)}
            />
          )}
          <Switch label="Open the list with it" checked={isOwn} onChange={(event) => makeOwn(event.target.checked)} />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Save view
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
