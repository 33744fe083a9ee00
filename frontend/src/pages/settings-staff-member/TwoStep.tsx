import { useState } from 'react';
import { type MemberFragment, RemoveStaffTotpDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { say } from '@/ui/toastList';

/** A colleague's second step of signing in, and help for who has lost the app and the recovery codes. */
export function TwoStep({ member, since }: { member: MemberFragment; since: string }) {
  const [removing, remove] = useState(false);
  const name = member.name || member.email;
  const act = async (reason: string) => {
    const { removeStaffTotp: answer } = await ask(RemoveStaffTotpDocument, { input: { id: member.id, reason } });
    if (answer.__typename !== 'Staff') return refusalOf(answer);
    say(`${name} signs in by the password alone`);
    remove(false);
    await queryClient.invalidateQueries();
    return undefined;
  };
  return (
    <Panel title="Two-step sign-in">
      <div className="stack">
        <p>
          On since <Time at={since} />.
        </p>
        <div className="row">
          <Button look="danger" onClick={() => remove(true)}>
            Turn off for {name}
          </Button>
        </div>
      </div>
      {removing && (
        <ConfirmDialog
          title="Turn off their two-step sign-in?"
          act={`Turn off for ${name}`}
          reason="optional"
          onAct={act}
          onClose={() => remove(false)}
        >
          <p>
            For who has lost the phone and the recovery codes. Make sure that it is them who asks: from then on the
            password is enough. They are told by mail.
          </p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
