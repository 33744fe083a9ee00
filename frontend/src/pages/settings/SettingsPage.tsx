import { Outlet, useLocation } from '@tanstack/react-router';
import { useViewer } from '@/features/session/session';
import { closedAt, type Section } from '@/features/settings/sections';
import { ServerError } from '@/lib/errors';
import { SectionList } from '@/pages/settings/SectionList';
import { Failed } from '@/ui/Failed';
import { PageHeader } from '@/ui/PageHeader';
import '@/pages/settings/settings.css';

/** The parts of the settings beside the one that is open. */
export function SettingsPage() {
  const { permissions } = useViewer();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const closed = closedAt(path, permissions);
  return (
    <div className="settings">
      <SectionList />
      <div className="settings-content">{closed ? <Closed {...closed} /> : <Outlet />}</div>
    </div>
  );
}

/** Nothing of a part is offered to those who may not enter it. */
function Closed({ label, needs }: Section) {
  const error = new ServerError(`You do not have the permission for this. Needed: ${needs}.`, 'FORBIDDEN', null);
  return (
    <>
      <PageHeader title={label} windowTitle={`${label} - Settings`} crumbs="Settings" />
      <Failed error={error} />
    </>
  );
}
