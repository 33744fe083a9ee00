import { type FormEvent, useEffect, useRef, useState } from 'react';
import { SignInDocument, type SignInMutation } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { formatClock } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { PasswordField } from '@/ui/PasswordField';
import '@/ui/form.css';

interface Props {
  onSignedIn: () => Promise<unknown> | unknown;
  /** Already typed, when someone signs in again. */
  email?: string;
  /** Offers the way for those who forgot their password; gets the address typed so far. */
  onForgot?: (email: string) => void;
}

/** E-mail and password; one neutral refusal for every cause, and the time when a lock-out ends. */
export function SignInForm({ onSignedIn, email = '', onForgot }: Props) {
  const [waiting, setWaiting] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => {
    first.current?.querySelector<HTMLInputElement>(email ? 'input[type=password]' : 'input')?.focus();
  }, [email]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setWaiting(true);
    setRefusal(undefined);
    const said = await attempt(String(typed.get('email')), String(typed.get('password')));
    if (said === null) await onSignedIn();
    else setRefusal(said);
    setWaiting(false);
  };

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

/** @returns null when signed in, else the words to show. */
async function attempt(email: string, password: string): Promise<string | null> {
  try {
    const { signIn } = await ask(SignInDocument, { email, password });
    return signIn.__typename === 'SignedIn' ? null : wordsFor(signIn);
  } catch (error) {
    const { title, advice } = explain(error);
    return `${title}. ${advice}`;
  }
}

type Refusal = Exclude<SignInMutation['signIn'], { __typename: 'SignedIn' }>;

function wordsFor(refusal: Refusal): string {
  if (refusal.__typename !== 'TooManyAttempts') return refusal.message;
  return `Too many attempts. Try again at ${formatClock(refusal.retryAt)}.`;
}
