import { useQuery } from '@tanstack/react-query';
import { ProfileDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { LooksPanel } from '@/pages/profile/LooksPanel';
import { NamePanel } from '@/pages/profile/NamePanel';
import { OwnSessions } from '@/pages/profile/OwnSessions';
import { PasswordPanel } from '@/pages/profile/PasswordPanel';
import { TwoStepPanel } from '@/pages/profile/TwoStepPanel';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import '@/pages/profile/profile.css';

/** What is one's own: name, password, how the dashboard looks, and where one is signed in. */
export function ProfilePage() {
  const asked = useQuery(asking(ProfileDocument, {}));
  return (
    <>
      <PageHeader title="My profile" />
      <Faces asked={{ ...asked, data: asked.data?.viewer.staff ?? undefined, isPlaceholderData: false }} rows={12}>
        {(staff) => (
          <div className="profile">
            <div className="stack">
              <NamePanel key={staff.id} staff={staff} />
              <PasswordPanel email={staff.email} />
              <TwoStepPanel staff={staff} />
            </div>
            <div className="stack">
              <LooksPanel />
              <OwnSessions sessions={staff.sessions} />
            </div>
          </div>
        )}
      </Faces>
    </>
  );
}
