import { type FormEvent, useEffect, useRef } from 'react';
import { Outcome } from '@/store/Outcome';
import { CUT_OFF, type Words } from '@/store/refusals';
import { useVerification } from '@/store/useVerification';
import type { VerifyLink } from '@/store/verifyLink';
import { Button, buttonClass } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { PasswordField } from '@/ui/PasswordField';

/** Where the link in the verification mail leads: one button proves that the address is the reader's. */
export default function VerifyPage({ link }: { link: VerifyLink | null }) {
  return link ? <Verify link={link} /> : <Refused words={CUT_OFF} />;
}

function Verify({ link }: { link: VerifyLink }) {
  const verification = useVerification(link);
  const { verify, choosesPassword, waiting, outcome, trouble, passwordFault, forgive } = verification;
  const field = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (passwordFault) field.current?.querySelector('input')?.focus();
  }, [passwordFault]);
  if (outcome?.kind === 'refused') return <Refused words={outcome.words} />;
  if (outcome?.kind === 'verified')
    return <Verified email={outcome.email} passwordSet={choosesPassword} isSignedIn={outcome.isSignedIn} />;
  if (verification.looking) return <Looking />;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    void verify(password === null ? undefined : String(password));
  };
  return (
    <>
      <h1>Confirm your email address</h1>
      <p className="muted">
        {choosesPassword
          ? 'Choose a password for your account. It also confirms that this email address is yours.'
          : 'One press confirms that this email address is yours.'}
      </p>
      <form className="store-form" ref={field} onSubmit={submit} noValidate>
        {trouble && (
          <Notice tone="bad" live>
            {trouble}
          </Notice>
        )}
        {choosesPassword && (
          <PasswordField
            label="Password"
            name="password"
            autoComplete="new-password"
            required
            hint="At least ten characters. A few unrelated words make a good one."
            error={passwordFault}
            onInput={forgive}
          />
        )}
        {!choosesPassword && passwordFault && <Notice tone="bad">{passwordFault}</Notice>}
        <Button type="submit" look="primary" waiting={waiting}>
          {choosesPassword ? 'Confirm and set password' : 'Confirm this address'}
        </Button>
      </form>
    </>
  );
}

/** For the moment that it takes to see whether the link still works. */
function Looking() {
  return (
    <div role="status">
      <h1>Confirm your email address</h1>
      <p className="muted">One moment…</p>
    </div>
  );
}

interface VerifiedProps {
  email: string | null;
  passwordSet: boolean;
  isSignedIn?: boolean;
}

function Verified({ email, passwordSet, isSignedIn }: VerifiedProps) {
  return (
    <Outcome title="Thank you, your address is confirmed" good>
      <p>
        <bdi>{email}</bdi> now belongs to your account{passwordSet ? ', and your password is set' : ''}.{' '}
        {isSignedIn ? 'You are signed in.' : 'You can close this page.'}
      </p>
      {isSignedIn && (
        <a className={buttonClass('primary')} href="/store/account">
          My account
        </a>
      )}
    </Outcome>
  );
}

function Refused({ words }: { words: Words }) {
  return (
    <Outcome title={words.title}>
      <p>{words.advice}</p>
    </Outcome>
  );
}
