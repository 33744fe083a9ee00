import { useEffect, useState } from 'react';
import { VerificationLinkDocument, VerifyEmailDocument } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { DOOR } from '@/store/door';
import { type Words, wordsFor } from '@/store/refusals';
import type { VerifyLink } from '@/store/verifyLink';

export type Outcome =
  | { kind: 'verified'; email: string | null; isSignedIn?: boolean }
  | { kind: 'refused'; words: Words };

/**
 * Looks at the link at once, so that nobody chooses a password for one that no longer works; redeems it when, and only
 * when, a person presses the button: mail scanners follow links.
 */
export function useVerification(link: VerifyLink) {
  const [looking, setLooking] = useState(true);
  const [choosesPassword, setChoosesPassword] = useState(link.choosesPassword);
  const [waiting, setWaiting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [passwordFault, setPasswordFault] = useState<string>();
  const [trouble, setTrouble] = useState<string>();

  useEffect(() => {
    ask(VerificationLinkDocument, { token: link.token }, DOOR)
      .then(({ verificationLink: { state, choosesPassword: chooses } }) => {
        if (state === 'LIVE') setChoosesPassword(chooses);
        else setOutcome({ kind: 'refused', words: wordsFor(state) });
      })
      .catch(() => undefined) // the link itself says what to ask for, and redeeming it says what is wrong
      .finally(() => setLooking(false));
  }, [link.token]);

  const verify = async (password?: string) => {
    if (waiting) return;
    setWaiting(true);
    setTrouble(undefined);
    try {
      const variables = { token: link.token, password };
      const { verifyEmail } = await ask(VerifyEmailDocument, variables, DOOR);
      if (verifyEmail.__typename === 'TokenRefused') setOutcome({ kind: 'refused', words: wordsFor(verifyEmail.code) });
      else if (verifyEmail.__typename === 'Verified') setOutcome({ kind: 'verified', email: verifyEmail.email });
      else if (verifyEmail.__typename === 'SignedIn')
        setOutcome({ kind: 'verified', email: verifyEmail.viewer.client?.loginEmail ?? null, isSignedIn: true });
      else setPasswordFault(verifyEmail.fields.map(({ message }) => message).join(' '));
    } catch (error) {
      const { title, advice } = explain(error);
      setTrouble(`${title}. ${advice}`);
    } finally {
      setWaiting(false);
    }
  };

  const forgive = () => setPasswordFault(undefined);
  return { verify, looking, choosesPassword, waiting, outcome, trouble, passwordFault, forgive };
}
