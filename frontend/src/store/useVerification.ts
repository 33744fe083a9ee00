import { useState } from 'react';
import { VerifyEmailDocument } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { type Words, wordsFor } from '@/store/refusals';
import type { VerifyLink } from '@/store/verifyLink';

export type Outcome = { kind: 'verified'; email: string | null } | { kind: 'refused'; words: Words };

/** Redeems the link when, and only when, a person presses the button: mail scanners follow links. */
export function useVerification(link: VerifyLink) {
  const [waiting, setWaiting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [passwordFault, setPasswordFault] = useState<string>();
  const [trouble, setTrouble] = useState<string>();

  const verify = async (password?: string) => {
    if (waiting) return;
    setWaiting(true);
    setTrouble(undefined);
    try {
      const variables = { token: link.token, password };
      const { verifyEmail } = await ask(VerifyEmailDocument, variables, { door: '/store/graphql' });
      if (verifyEmail.__typename === 'TokenRefused') setOutcome({ kind: 'refused', words: wordsFor(verifyEmail.code) });
      else if (verifyEmail.__typename !== 'InvalidInput') setOutcome({ kind: 'verified', email: verifyEmail.email });
      else setPasswordFault(verifyEmail.fields.map(({ message }) => message).join(' '));
    } catch (error) {
      const { title, advice } = explain(error);
      setTrouble(`${title}. ${advice}`);
    } finally {
      setWaiting(false);
    }
  };

  return { verify, waiting, outcome, trouble, passwordFault, forgive: () => setPasswordFault(undefined) };
}
