import { Link } from '@tanstack/react-router';
import { StaffStateBadge } from '@/features/staff/StaffStateBadge';
import type { StaffLineFragment } from '@/generated/graphql';
import { formatList } from '@/lib/formats';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { Time } from '@/ui/Time';

/** One colleague: leads to what can be changed about them. */
export function StaffRow({ staff }: { staff: StaffLineFragment }) {
  return (
    <li>
      <Link className="staff-row" to="/settings/staff/$staffId" params={{ staffId: staff.id }}>
        <Avatar name={staff.name || staff.email} />
        <span className="staff-who">
          <span className="staff-name ellipsis" dir="auto">
            {staff.name || <em className="muted">No name</em>}
          </span>
          <bdi className="muted ellipsis">{staff.email}</bdi>
        </span>
        <span className="staff-groups">{staff.groups.length > 0 ? formatList(staff.groups) : 'No group'}</span>
        <span className="staff-standing">
          <span className="row">
            <StaffStateBadge state={staff.state} />
            {staff.totpAt && <Badge>Two-step</Badge>}
          </span>
          <span className="muted">
            <LastSeen staff={staff} />
          </span>
        </span>
      </Link>
    </li>
  );
}

function LastSeen({ staff: { state, invitedAt, disabledAt, lastLoginAt } }: { staff: StaffLineFragment }) {
  if (state === 'PENDING' && invitedAt) return <Time at={invitedAt} relative />;
  if (state === 'DISABLED' && disabledAt) return <Time at={disabledAt} relative />;
  if (!lastLoginAt) return 'never signed in';
  return (
    <>
      signed in <Time at={lastLoginAt} relative />
    </>
  );
}
