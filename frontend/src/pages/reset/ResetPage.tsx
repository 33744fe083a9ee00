import { useState } from 'react';
import { LinkRefused } from '@/features/session/LinkRefused';
import { NewPasswordField } from '@/features/session/NewPasswordField';
import { Outside } from '@/features/session/Outside';
import { ResetStaffPasswordDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button, buttonClass } from '@/ui/Button';
import { Form } from '@/ui/Form';

/** Where the link of a forgotten password leads: a new one is chosen, and nothing happens before. */
export function ResetPage({ token }: { token: string | null }) {
  const [refusedAs, refuse] = useState<string>();
  const [email, setEmail] = useState<string>();
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const variables = { token: token ?? '', password: String(typed.get('password')) };
    const { resetStaffPassword: answer } = await ask(ResetStaffPasswordDocument, variables);
    if (answer.__typename === 'InvalidInput') return refusalOf(answer);
    if (answer.__typename === 'TokenRefused') refuse(answer.code);
    else setEmail(answer.email);
    return undefined;
  });
  if (token === null || refusedAs !== undefined) return <LinkRefused kind="reset" code={refusedAs ?? null} />;
  if (email !== undefined) return <Changed email={email} />;
  return (
    <Outside key="choosing" title="Choose a new password">
      <Form onSubmit={run} refused={refused} onForgive={forgive}>
        <NewPasswordField name="password" error={refused?.faults.get('password')} />
        <Button type="submit" look="primary" waiting={waiting}>
          Set password
        </Button>
      </Form>
    </Outside>
  );
}

function Changed({ email }: { email: string }) {
  return (
    <Outside key="changed" title="Your password is changed" isOutcome>
      <p>
        You are signed out everywhere. Sign in as <bdi>{email}</bdi> with the new password.
      </p>
      <a className={buttonClass('primary')} href="/login">
        Sign in
      </a>
    </Outside>
  );
}
