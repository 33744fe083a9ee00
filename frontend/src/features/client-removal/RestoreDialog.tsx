import { useState } from 'react';
import { Family } from '@/features/client-removal/Family';
import { type DeletedClientFactsFragment, RestoreClientDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Choice, Choices } from '@/ui/Choice';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

interface Props {
  client: DeletedClientFactsFragment;
  onClose: () => void;
}

/** Brings a client back; where its login address is another's by now, asks for one that is free, or none. */
export default function RestoreDialog({ client, onClose }: Props) {
  const name = client.displayName || 'this client';
  const [taken, setTaken] = useState<string>();
  const [withoutLogin, setWithoutLogin] = useState(false);
  const [loginEmail, setLoginEmail] = useState('');
  const { run, forgive, waiting, refused } = useAct(async () => {
    const other = taken === undefined ? {} : { withoutLogin, loginEmail: withoutLogin ? null : loginEmail };
    const { restoreClient: answer } = await ask(RestoreClientDocument, { input: { clientId: client.id, ...other } });
    if (answer.__typename === 'EmailTaken') setTaken(answer.email);
    if (answer.__typename === 'InvalidInput' && taken === undefined) setTaken('');
    if (answer.__typename !== 'Client') return refusalOf(answer);
    onClose();
    say(`${name} is restored`);
    void clientChanged(client.id);
    return undefined;
  });
  return (
    <Dialog title="Restore" size="small" onClose={onClose}>
      <Form className="" onSubmit={() => run()} refused={refused} onForgive={forgive}>
        <DialogBody>
          <p>{name} comes back with everything that was its own, and counts again in lists and figures.</p>
          <Family clientId={client.id} />
          {taken !== undefined && (
            <>
              <Choices legend={taken ? `${taken} is the login of another client now` : 'Login'}>
                <Choice type="radio" name="login" checked={!withoutLogin} onChange={() => setWithoutLogin(false)}>
                  Log in with another address
                </Choice>
                <Choice type="radio" name="login" checked={withoutLogin} onChange={() => setWithoutLogin(true)}>
                  Restore with login off
                </Choice>
              </Choices>
              {!withoutLogin && (
                <TextField
                  label="Login e-mail"
                  name="loginEmail"
                  type="email"
                  value={loginEmail}
                  error={refused?.faults.get('loginEmail')}
                  hint="A verification link is sent there, and a new password is chosen."
                  onChange={(event) => setLoginEmail(event.target.value)}
                />
              )}
            </>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" waiting={waiting} data-autofocus>
            Restore {name}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
