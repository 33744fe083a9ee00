import { useEffect, useState } from 'react';
import { PasswordResetLinkDocument, RequestPasswordResetDocument, ResetPasswordDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { DOOR } from '@/store/door';
import { Outcome } from '@/store/Outcome';
import { resetWordsFor } from '@/store/refusals';
import { Button, buttonClass } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { PasswordField } from '@/ui/PasswordField';

/** With a mailed link a new password is chosen; without one it is asked for. */
export default function ResetPage({ token }: { token: string | null }) {
  return token === null ? <Asking /> : <Choosing token={token} />;
}

/** What is said is the same for every address: nobody learns who is a client. */
function Asking() {
  const [asked, setAsked] = useState<string>();
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const email = String(typed.get('email')).trim();
    if (!email.includes('@'))
      return refusal('Nothing was sent yet.', new Map([['email', 'Please type the whole address.']]));
    await ask(RequestPasswordResetDocument, { email }, DOOR);
    setAsked(email);
    return undefined;
  });
  if (asked !== undefined) {
    return (
      <Outcome title="Check your mail" good>
        <p>
          If there is an account for <bdi>{asked}</bdi>, a mail is on its way to it. Its link works once, for thirty
          minutes.
        </p>
        <a href="/store/login">Back to sign in</a>
      </Outcome>
    );
  }
  return (
    <>
      <h1>Choose a new password</h1>
      <p className="muted">Tell us the email address of your account. We send a link to it.</p>
      <Form className="store-form" onSubmit={run} refused={refused} onForgive={forgive}>
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          spellCheck={false}
          error={refused?.faults.get('email')}
        />
        <Button type="submit" look="primary" waiting={waiting}>
          Send the link
        </Button>
      </Form>
      <a href="/store/login">Back to sign in</a>
    </>
  );
}

function Choosing({ token }: { token: string }) {
  const [isLooking, setLooking] = useState(true);
  const [refusedAs, refuse] = useState<string>();
  const [email, setEmail] = useState<string>();
  // Nobody shall think up a password for a link that no longer works.
  useEffect(() => {
    ask(PasswordResetLinkDocument, { token }, DOOR)
      .then(({ passwordResetLink: state }) => state !== 'LIVE' && refuse(state))
      .catch(() => undefined)
      .finally(() => setLooking(false));
  }, [token]);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const variables = { token, password: String(typed.get('password')) };
    const { resetPassword: answer } = await ask(ResetPasswordDocument, variables, DOOR);
    if (answer.__typename === 'InvalidInput') return refusalOf(answer);
    if (answer.__typename === 'TokenRefused') refuse(answer.code);
    else setEmail(answer.email);
    return undefined;
  });
  if (refusedAs !== undefined) return <Refused code={refusedAs} />;
  if (email !== undefined) return <Changed email={email} />;
  return (
    <>
      <h1>Choose a new password</h1>
      {isLooking ? (
        <p className="muted" role="status">
          One moment…
        </p>
      ) : (
        <Form className="store-form" onSubmit={run} refused={refused} onForgive={forgive}>
          <PasswordField
            label="New password"
            name="password"
            autoComplete="new-password"
            hint="At least ten characters. A few unrelated words make a good one."
            error={refused?.faults.get('password')}
          />
          <Button type="submit" look="primary" waiting={waiting}>
            Set password
          </Button>
        </Form>
      )}
    </>
  );
}

function Changed({ email }: { email: string }) {
  return (
    <Outcome title="Your password is changed" good>
      <p>
        You are signed out everywhere. Sign in as <bdi>{email}</bdi> with the new password.
      </p>
      <a className={buttonClass('primary')} href="/store/login">
        Sign in
      </a>
    </Outcome>
  );
}

function Refused({ code }: { code: string }) {
  const { title, advice } = resetWordsFor(code);
  return (
    <Outcome title={title}>
      <p>{advice}</p>
      <a className={buttonClass('primary')} href="/store/reset">
        Ask for a new link
      </a>
    </Outcome>
  );
}
