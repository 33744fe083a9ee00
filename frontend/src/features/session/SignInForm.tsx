import { type FormEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { SignInDocument, type SignInMutation, type SignInMutationVariables } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { formatClock } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { PasswordField } from '@/ui/PasswordField';
import '@/ui/form.css';

const CodeStep = lazy(() => part(() => import('@/features/session/CodeStep')));

interface Props {
  onSignedIn: () => Promise<unknown> | unknown;
  /** Already typed, when someone signs in again. */
  email?: string;
  /** Offers the way for those who forgot their password; gets the address typed so far. */
  onForgot?: (email: string) => void;
}

/** E-mail and password, then a code where one is asked for; one neutral refusal for every cause. */
export function SignInForm({ onSignedIn, email = '', onForgot }: Props) {
  const [waiting, setWaiting] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [proved, setProved] = useState<SignInMutationVariables>();
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!proved) first.current?.querySelector<HTMLInputElement>(email ? 'input[type=password]' : 'input')?.focus();
  }, [email, proved]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const given = { email: String(typed.get('email')), password: String(typed.get('password')) };
    setWaiting(true);
    setRefusal(undefined);
    try {
      const answer = await attempt(given);
      if (answer.__typename === 'SignedIn') await onSignedIn();
      else if (answer.__typename === 'CodeRequired') setProved(given);
      else setRefusal(wordsFor(answer));
    } catch (error) {
      const { title, advice } = explain(error);
      setRefusal(`${title}. ${advice}`);
    }
    setWaiting(false);
  };

  if (proved)
    return (
      <Suspense fallback={null}>
        <CodeStep
          onCode={(code) => attempt({ ...proved, code })}
          onSignedIn={onSignedIn}
          onBack={() => setProved(undefined)}
        />
      </Suspense>
    );
  return (
    <form className="form" ref={first} onSubmit={submit}>
      {refusal && (
        <Notice tone="bad" live>
          {refusal}
        </Notice>
      )}
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        required
        spellCheck={false}
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      <Button type="submit" look="primary" waiting={waiting}>
        Sign in
      </Button>
      {onForgot && (
        <button type="button" className="link" onClick={() => onForgot(emailIn(first.current))}>
          Forgot password?
        </button>
      )}
    </form>
  );
}

const emailIn = (form: HTMLFormElement | null) => String(form && new FormData(form).get('email'));

const attempt = async (given: SignInMutationVariables) => (await ask(SignInDocument, given)).signIn;

type Refusal = Exclude<SignInMutation['signIn'], { __typename: 'SignedIn' }>;

function wordsFor(refusal: Refusal): string {
  if (refusal.__typename !== 'TooManyAttempts') return refusal.message;
  return `Too many attempts. Try again at ${formatClock(refusal.retryAt)}.`;
}
