import { useState } from 'react';
import type { Client } from '@/features/client-contacts/kinds';
import { useClosing } from '@/features/unsaved/useClosing';
import { ChangeLoginEmailDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

/** Which address the client logs in with from now on: one of the list, or a new one. */
export default function LoginEmailDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const [isTyped, setTyped] = useState(false);
  const { close, question } = useClosing(isTyped, 'Leave without changing the login e-mail?', onClose);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { clientId: client.id, address: text(typed, 'address'), reason: text(typed, 'reason') };
    const { changeLoginEmail: answer } = await ask(ChangeLoginEmailDocument, { input });
    if (answer.__typename === 'EmailTaken') {
      return refusal('Nothing was changed.', new Map([['address', answer.message]]));
    }
    if (answer.__typename !== 'Client') return refusalOf(answer);
    await clientChanged(client.id);
    const address = answer.loginEmail ?? '';
    say(answer.loginChange ? `A link was mailed to ${input.address}` : `The client logs in with ${address} now`);
    onClose();
    return undefined;
  });
  const others = client.emails.filter(({ address }) => address !== client.loginEmail);
  return (
    <Dialog title="Change login e-mail" size="small" onClose={close}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive} onTyped={setTyped}>
        <DialogBody>
          <p>
            Now: <bdi>{client.loginEmail}</bdi>
          </p>
          <TextField
            label="New login e-mail"
            name="address"
            type="email"
            autoComplete="off"
            list="own-addresses"
            hint={client.verifiedAt ? WHEN_VERIFIED : 'A verification link is sent to it at once.'}
            error={refused?.faults.get('address')}
            data-autofocus
          />
          <datalist id="own-addresses">
            {others.map(({ id, address }) => (
              <option key={id} value={address} />
            ))}
          </datalist>
          <TextField label="Reason" name="reason" optional autoComplete="off" error={refused?.faults.get('reason')} />
        </DialogBody>
        <DialogFoot>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Change login e-mail
          </Button>
        </DialogFoot>
      </Form>
      {question}
    </Dialog>
  );
}

const WHEN_VERIFIED =
  'An address that is not confirmed yet gets a link first. Until it is followed the old one works, and is told.';

const text = (typed: FormData, name: string) => String(typed.get(name) ?? '').trim();
