import { useState } from 'react';
import { ChangeOwnLoginDocument, ChangeOwnPasswordDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { whyNot } from '@/store/acting/acting';
import { DOOR } from '@/store/door';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { PasswordField } from '@/ui/PasswordField';

/** What only the client in person changes: the password, and the address to sign in with. */
export function SigningInPanel() {
  const [open, setOpen] = useState<'password' | 'login'>();
  const [said, say] = useState<string>();
  const unavailable = whyNot('person');
  const done = (words: string) => {
    say(words);
    setOpen(undefined);
  };
  return (
    <Panel title="Signing in">
      <div className="stack">
        {said && <Notice live>{said}</Notice>}
        {unavailable && <p className="muted">{unavailable}</p>}
        {open === 'password' && <PasswordForm onDone={done} />}
        {open === 'login' && <LoginForm onDone={done} />}
        <div className="row">
          {open !== 'password' && (
            <Button unavailable={unavailable} onClick={() => setOpen('password')}>
              Choose another password
            </Button>
          )}
          {open !== 'login' && (
            <Button unavailable={unavailable} onClick={() => setOpen('login')}>
              Sign in with another email
            </Button>
          )}
          {open && <Button onClick={() => setOpen(undefined)}>Cancel</Button>}
        </div>
      </div>
    </Panel>
  );
}

function PasswordForm({ onDone }: { onDone: (words: string) => void }) {
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { oldPassword: String(typed.get('oldPassword')), newPassword: String(typed.get('newPassword')) };
    const { changeClientPassword: answer } = await ask(ChangeOwnPasswordDocument, { input }, DOOR);
    if (answer.__typename !== 'Client') return refusalOf(answer);
    onDone('Your password is changed. Everywhere else you are signed out.');
    return undefined;
  });
  const own = (name: string) => ({ name, error: refused?.faults.get(name) });
  return (
    <Form className="store-form" onSubmit={run} refused={refused} onForgive={forgive}>
      <PasswordField label="Your password now" {...own('oldPassword')} autoComplete="current-password" />
      <PasswordField
        label="New password"
        {...own('newPassword')}
        autoComplete="new-password"
        hint="At least ten characters. A few unrelated words make a good one."
      />
      <Button type="submit" look="primary" waiting={waiting}>
        Change password
      </Button>
    </Form>
  );
}

function LoginForm({ onDone }: { onDone: (words: string) => void }) {
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { address: String(typed.get('address')).trim(), password: String(typed.get('password')) };
    const { changeClientLogin: answer } = await ask(ChangeOwnLoginDocument, { input }, DOOR);
    if (answer.__typename !== 'Client') return refusalOf(answer);
    onDone(`Check the mail of ${input.address}: once you confirm it, you sign in with it. Until then nothing changes.`);
    return undefined;
  });
  const own = (name: string) => ({ name, error: refused?.faults.get(name) });
  return (
    <Form className="store-form" onSubmit={run} refused={refused} onForgive={forgive}>
      <TextField label="New email to sign in with" {...own('address')} type="email" autoComplete="email" />
      <PasswordField label="Your password" {...own('password')} autoComplete="current-password" />
      <Button type="submit" look="primary" waiting={waiting}>
        Ask for a link
      </Button>
    </Form>
  );
}
