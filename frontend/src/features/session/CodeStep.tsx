import { useState } from 'react';
import { CodeField } from '@/features/session/CodeField';
import { codeRefusal } from '@/features/session/codeWords';
import type { SignInMutation } from '@/generated/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Form';

interface Props {
  onCode: (code: string) => Promise<SignInMutation['signIn']>;
  onSignedIn: () => Promise<unknown> | unknown;
  onBack: () => void;
}

/** The second step of signing in. */
export default function CodeStep({ onCode, onSignedIn, onBack }: Props) {
  const [round, setRound] = useState(0);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const answer = await onCode(String(typed.get('code')));
    if (answer.__typename === 'SignedIn') {
      await onSignedIn();
      return undefined;
    }
    setRound(round + 1);
    return answer.__typename === 'SignInRefused' ? codeRefusal() : refusalOf(answer);
  });
  return (
    <Form onSubmit={run} refused={refused} onForgive={forgive}>
      <p className="muted">Your password is right. Now type the code that your authenticator app shows.</p>
      <CodeField key={round} />
      <Button type="submit" look="primary" waiting={waiting}>
        Sign in
      </Button>
      <button type="button" className="link" onClick={onBack}>
        Back
      </button>
    </Form>
  );
}
