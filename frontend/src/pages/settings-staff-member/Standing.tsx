import { useState } from 'react';
import { StaffStateBadge } from '@/features/staff/StaffStateBadge';
import { useInvite } from '@/features/staff/useInvite';
import { DisableStaffDocument, EnableStaffDocument, type MemberFragment } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { say } from '@/ui/toastList';
import '@/pages/settings-staff-member/member.css';

/** Whether a colleague may come in, and what changes that. */
export function Standing({ member }: { member: MemberFragment }) {
  const [deciding, decide] = useState(false);
  const invite = useInvite(() => undefined);
  const { state, email } = member;
  const again = () => invite.run({ email, name: member.name, groupIds: member.memberOf.map(({ id }) => id) });
  return (
    <Panel title="Standing">
      <div className="standing">
        <p>
          <bdi>{email}</bdi>
        </p>
        <p className="row">
          <StaffStateBadge state={state} /> <span className="muted">{sinceWhen(member)}</span>
        </p>
        {invite.refused && (
          <Notice tone="bad" live>
            {invite.refused.sentence}
          </Notice>
        )}
        <div className="row">
          {state === 'PENDING' && (
            <Button waiting={invite.waiting} onClick={() => again()}>
              Send a new invitation
            </Button>
          )}
          <Button look={state === 'DISABLED' ? 'secondary' : 'danger'} onClick={() => decide(true)}>
            {state === 'DISABLED' ? 'Enable' : 'Disable'} {nameOf(member)}
          </Button>
        </div>
      </div>
      {deciding && <StandingDialog member={member} onClose={() => decide(false)} />}
    </Panel>
  );
}

const nameOf = ({ name, email }: MemberFragment) => name || email;

function sinceWhen({ state, invitedAt, disabledAt, lastLoginAt }: MemberFragment) {
  if (state === 'PENDING' && invitedAt)
    return (
      <>
        Invited <Time at={invitedAt} relative />, not accepted yet
      </>
    );
  if (state === 'DISABLED' && disabledAt)
    return (
      <>
        since <Time at={disabledAt} relative />
      </>
    );
  if (!lastLoginAt) return 'never signed in';
  return (
    <>
      last signed in <Time at={lastLoginAt} relative />
    </>
  );
}

function StandingDialog({ member, onClose }: { member: MemberFragment; onClose: () => void }) {
  const isOut = member.state === 'DISABLED';
  const name = nameOf(member);
  const act = async (reason: string) => {
    const input = { id: member.id, reason };
    const answer = isOut
      ? (await ask(EnableStaffDocument, { input })).enableStaff
      : (await ask(DisableStaffDocument, { input })).disableStaff;
    if (answer.__typename !== 'Staff') return refusalOf(answer);
    say(isOut ? `${name} may come in again` : `${name} is disabled`);
    onClose();
    await queryClient.invalidateQueries();
    return undefined;
  };
  return (
    <ConfirmDialog
      title={isOut ? 'Let them in again?' : 'Shut them out?'}
      act={`${isOut ? 'Enable' : 'Disable'} ${name}`}
      look={isOut ? 'primary' : 'danger'}
      reason="optional"
      onAct={act}
      onClose={onClose}
    >
      <p>
        {isOut
          ? `${name} can sign in again, with the groups they are in. Who never accepted an invitation is sent a new one.`
          : `${name} is signed out everywhere at once; their API tokens and mailed links stop working. What they did stays.`}
      </p>
    </ConfirmDialog>
  );
}
