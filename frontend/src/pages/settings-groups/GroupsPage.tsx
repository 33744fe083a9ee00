import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { usePermissions } from '@/features/permissions/usePermissions';
import { StaffGroupsDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { AddGroupDialog } from '@/pages/settings-groups/AddGroupDialog';
import { inOrder } from '@/pages/settings-groups/draft';
import { Groups } from '@/pages/settings-groups/Groups';
import { buttonClass } from '@/ui/Button';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import '@/pages/settings-groups/groups.css';

/** What each group of staff may do, side by side. */
export function GroupsPage() {
  const { create } = useSearch({ from: '/staff/settings/groups' });
  const navigate = useNavigate();
  const groups = useQuery(asking(StaffGroupsDocument, {}));
  const known = usePermissions();
  const both = groups.data &&
    known.data && { groups: inOrder(groups.data.staffGroups.nodes), permissions: known.data.permissions };
  const refetch = () => Promise.all([groups.refetch(), known.refetch()]);
  return (
    <>
      <PageHeader title="Groups" windowTitle="Groups - Settings" crumbs="Settings">
        <Link className={buttonClass('primary')} to="/settings/groups" search={{ create: true }}>
          <span className="button-label">
            <Plus size={16} aria-hidden="true" /> Create group
          </span>
        </Link>
      </PageHeader>
      <p className="muted groups-intro">
        Staff may do what all of their groups allow together. The groups that come with Atrium stay as they are.
      </p>
      <Faces asked={{ data: both, error: groups.error ?? known.error, isPlaceholderData: false, refetch }} rows={12}>
        {(found) => <Groups {...found} />}
      </Faces>
      {create && (
        <AddGroupDialog onClose={() => void navigate({ to: '/settings/groups', search: {}, replace: true })} />
      )}
    </>
  );
}
