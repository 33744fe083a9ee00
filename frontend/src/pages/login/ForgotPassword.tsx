import { useState } from 'react';
import { Outside } from '@/features/session/Outside';
import { RequestStaffPasswordResetDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

interface Props {
  /** What was typed at the sign-in. */
  email: string;
  onBack: () => void;
}

/** Asks for a link by mail. What is said is the same for every address: nobody learns who works here. */
export function ForgotPassword({ email, onBack }: Props) {
  const [asked, setAsked] = useState<string>();
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const address = String(typed.get('email')).trim();
    if (!address.includes('@'))
      return refusal('Nothing was sent yet.', new Map([['email', 'Type the whole address.']]));
    await ask(RequestStaffPasswordResetDocument, { email: address });
    setAsked(address);
    return undefined;
  });
  const back = (
    <button type="button" className="link" onClick={onBack}>
      Back to sign in
    </button>
  );
  if (asked !== undefined) {
    return (
      <Outside key="asked" title="Look into your mail" isOutcome>
        <p>
          If someone signs in here with <bdi>{asked}</bdi>, a link to choose a new password is on its way. It works
          once, for thirty minutes.
        </p>
        {back}
      </Outside>
    );
  }
  return (
    <Outside key="asking" title="Forgot password" isOutcome>
      <Form onSubmit={run} refused={refused} onForgive={forgive}>
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={email}
          spellCheck={false}
          error={refused?.faults.get('email')}
          hint="We send a link to it with which you choose a new password."
        />
        <Button type="submit" look="primary" waiting={waiting}>
          Send the link
        </Button>
      </Form>
      {back}
    </Outside>
  );
}
