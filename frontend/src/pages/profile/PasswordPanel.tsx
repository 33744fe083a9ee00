import { useState } from 'react';
import { NewPasswordField } from '@/features/session/NewPasswordField';
import { ChangePasswordDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Form';
import { Panel } from '@/ui/Panel';
import { PasswordField } from '@/ui/PasswordField';
import { say } from '@/ui/toastList';

/** Another password; every other session ends with the old one. */
export function PasswordPanel({ email }: { email: string }) {
  const [round, setRound] = useState(0);
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const input = { oldPassword: String(typed.get('oldPassword')), newPassword: String(typed.get('newPassword')) };
    const { changePassword: answer } = await ask(ChangePasswordDocument, { input });
    if (answer.__typename !== 'PasswordChanged') return refusalOf(answer);
    setRound(round + 1);
    say('Your password is changed, and every other session has ended');
    await queryClient.invalidateQueries();
    return undefined;
  });
  const faults = refused?.faults;
  return (
    <Panel title="Password">
      <Form key={round} onSubmit={run} refused={refused} onForgive={forgive}>
        {/* Password managers learn by it whose password this is. */}
        <input className="visually-hidden" type="text" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label="Password now"
          name="oldPassword"
          autoComplete="current-password"
          error={faults?.get('oldPassword')}
        />
        <NewPasswordField label="New password" name="newPassword" error={faults?.get('newPassword')} />
        <div>
          <Button type="submit" waiting={waiting}>
            Change password
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
