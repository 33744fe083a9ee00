import { type FormEvent, useRef, useState } from 'react';
import { undoLogin } from '@/features/client-login/undoLogin';
import { type LoginFragment, SetAllowLoginDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { explain, isSignedOut } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';

interface Props {
  client: LoginFragment;
  onClose: () => void;
}

/** Says what switching login on or off does, asks why, and does it. */
export function LoginDialog({ client, onClose }: Props) {
  const on = !client.allowLogin;
  const name = client.displayName || 'this client';
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const [waiting, setWaiting] = useState(false);
  const busy = useRef(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setWaiting(true);
    try {
      const { setAllowLogin } = await ask(SetAllowLoginDocument, {
        input: { clientId: client.id, allowLogin: on, reason },
      });
      if (setAllowLogin.__typename !== 'Client') return setRefusal(refusalOf(setAllowLogin));
      say(`Login is ${on ? 'on' : 'off'} for ${name}`, [undoAct(() => undoLogin(setAllowLogin))]);
      void clientChanged(client.id);
      onClose();
    } catch (error) {
      if (isSignedOut(error)) return setRefusal(undefined);
      const { title, advice } = explain(error);
      setRefusal(`${title}. ${advice}`);
    } finally {
      busy.current = false;
      setWaiting(false);
    }
  }

  return (
    <Dialog title={`Switch login ${on ? 'on' : 'off'}`} size="small" onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          {refusal && (
            <Notice tone="bad" live>
              {refusal}
            </Notice>
          )}
          <p>
            {on
              ? whenOn(client, name)
              : `${name} is logged out everywhere at once, links already mailed stop working, and nobody can log in. No mail is sent.`}
          </p>
          <TextField
            label="Reason"
            optional
            value={reason}
            data-autofocus
            onChange={(event) => setReason(event.target.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button look={on ? 'primary' : 'danger'} type="submit" waiting={waiting}>
            Switch login {on ? 'on' : 'off'} for {name}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function whenOn(client: LoginFragment, name: string): string {
  const address = client.loginEmail ?? client.defaultEmail?.address;
  if (client.verifiedAt) return `${name} can log in again at once.`;
  return address
    ? `A verification link is sent to ${address}.`
    : 'Without an e-mail address this will be refused: add one first.';
}

type Refused = { message: string; fields?: { message: string }[] };

const refusalOf = ({ message, fields }: Refused) =>
  [message, ...(fields ?? []).map((fault) => fault.message)].join(' ');
