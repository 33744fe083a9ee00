import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { SessionList } from '@/features/sessions/SessionList';
import { type MemberFragment, StaffMemberDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { MemberForm } from '@/pages/settings-staff-member/MemberForm';
import { Standing } from '@/pages/settings-staff-member/Standing';
import { TwoStep } from '@/pages/settings-staff-member/TwoStep';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces, Panel } from '@/ui/Panel';

/** One colleague: who they are, what they may do, where they are signed in, and whether they may come in. */
export function MemberPage() {
  const { staffId } = useParams({ from: '/staff/settings/staff/$staffId' });
  const asked = useQuery(asking(StaffMemberDocument, { id: staffId }));
  const member = asked.data?.staffMember;
  const title = member ? member.name || member.email : member === null ? 'No such colleague' : 'Staff';
  return (
    <>
      <PageHeader
        title={title}
        windowTitle={`${title} - Staff - Settings`}
        crumbs={
          <>
            Settings / <Link to="/settings/staff">Staff</Link>
          </>
        }
      />
      <Faces
        asked={{ ...asked, data: asked.data && { member: asked.data.staffMember }, isPlaceholderData: false }}
        rows={10}
        empty={{
          when: ({ member: found }) => found == null,
          face: <Empty title="Nobody has this address">It may have been cut off.</Empty>,
        }}
      >
        {({ member: found }) => found && <Member key={found.id} member={found} />}
      </Faces>
    </>
  );
}

function Member({ member }: { member: MemberFragment }) {
  return (
    <div className="member">
      <MemberForm member={member} />
      <div className="stack">
        <Standing member={member} />
        {member.totpAt && <TwoStep member={member} since={member.totpAt} />}
        <Panel title="Sessions">
          <SessionList sessions={member.sessions} />
        </Panel>
      </div>
    </div>
  );
}
