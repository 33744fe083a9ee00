import { useState } from 'react';
import { LinkRefused } from '@/features/session/LinkRefused';
import { NewPasswordField } from '@/features/session/NewPasswordField';
import { Outside } from '@/features/session/Outside';
import { AcceptStaffInvitationDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

interface Props {
  token: string | null;
  onSignedIn: () => Promise<unknown>;
}

/** Where an invitation leads: one says one's name, chooses a password and is in. */
export function InvitationPage({ token, onSignedIn }: Props) {
  const [refusedAs, refuse] = useState<string>();
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const name = String(typed.get('name')).trim();
    const variables = { token: token ?? '', password: String(typed.get('password')), ...(name && { name }) };
    const { acceptStaffInvitation: answer } = await ask(AcceptStaffInvitationDocument, variables);
    if (answer.__typename === 'InvalidInput') return refusalOf(answer);
    if (answer.__typename === 'TokenRefused') refuse(answer.code);
    else await onSignedIn();
    return undefined;
  });
  if (token === null || refusedAs !== undefined) return <LinkRefused kind="invitation" code={refusedAs ?? null} />;
  return (
    <Outside title="Welcome to Atrium">
      <p className="muted">You have been invited to work here. Say who you are, and choose a password.</p>
      <Form onSubmit={run} refused={refused} onForgive={forgive}>
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          hint="Left empty, it stays as whoever invited you wrote it."
          error={refused?.faults.get('name')}
        />
        <NewPasswordField name="password" error={refused?.faults.get('password')} />
        <Button type="submit" look="primary" waiting={waiting}>
          Accept and sign in
        </Button>
      </Form>
    </Outside>
  );
}
