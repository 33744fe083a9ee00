import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { useCallback } from 'react';
import { STAFF_STATE_WORDS } from '@/features/staff/StaffStateBadge';
import { StaffMembersDocument, type StaffState } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { InviteDialog } from '@/pages/settings-staff/InviteDialog';
import { StaffRow } from '@/pages/settings-staff/StaffRow';
import { STAFF_STATES } from '@/pages/settings-staff/search';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import { SearchField } from '@/ui/SearchField';
import '@/pages/settings-staff/staff.css';

/** Who works here: what each may do, and when they were last in. */
export function StaffPage() {
  const { standing, q, invite } = useSearch({ from: '/staff/settings/staff' });
  const navigate = useNavigate();
  const list = usePages(StaffMembersDocument, { state: standing, search: q }, (answer) => answer.staffMembers);
  const search = useCallback(
    (text: string) =>
      void navigate({ to: '/settings/staff', search: (now) => ({ ...now, q: text || undefined }), replace: true }),
    [navigate],
  );
  return (
    <>
      <PageHeader title="Staff" windowTitle="Staff - Settings" crumbs="Settings">
        <Link className={buttonClass('primary')} to="/settings/staff" search={(now) => ({ ...now, invite: true })}>
          <span className="button-label">
            <UserPlus size={16} aria-hidden="true" /> Invite
          </span>
        </Link>
      </PageHeader>
      <div className="stack">
        <div className="row">
          <nav aria-label="Staff by state">
            <ul className="row">
              <StateLink label="All" chosen={!standing} />
              {STAFF_STATES.map((each) => (
                <StateLink
                  key={each}
                  label={STAFF_STATE_WORDS[each]}
                  standing={[each]}
                  chosen={standing?.length === 1 && standing[0] === each}
                />
              ))}
            </ul>
          </nav>
          <SearchField what="Staff" placeholder="Search name or address" value={q ?? ''} onSearch={search} />
        </div>
        <section className="panel" aria-label="Staff members">
          <Faces
            asked={{ ...list, data: list.nodes }}
            rows={6}
            empty={{ when: (staff) => staff.length === 0, face: <NobodyMatches /> }}
          >
            {(staff) => (
              <>
                <ul className="staff-list">
                  {staff.map((each) => (
                    <StaffRow key={each.id} staff={each} />
                  ))}
                </ul>
                <ReadOn paged={list} label="Show more" />
              </>
            )}
          </Faces>
        </section>
      </div>
      {invite && (
        <InviteDialog
          onClose={() =>
            void navigate({ to: '/settings/staff', search: (now) => ({ ...now, invite: undefined }), replace: true })
          }
        />
      )}
    </>
  );
}

function StateLink({ label, standing, chosen }: { label: string; standing?: StaffState[]; chosen: boolean }) {
  return (
    <li>
      <Link
        className={buttonClass()}
        to="/settings/staff"
        search={({ q }) => ({ q, standing })}
        activeOptions={{ exact: true }}
        aria-current={chosen || undefined}
      >
        {label}
      </Link>
    </li>
  );
}

function NobodyMatches() {
  return (
    <Empty title="Nobody matches">
      <Link to="/settings/staff" search={{}}>
        Show all staff
      </Link>
    </Empty>
  );
}
