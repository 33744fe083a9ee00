import { Outlet } from '@tanstack/react-router';
import { SectionList } from '@/pages/settings/SectionList';
import '@/pages/settings/settings.css';

/** The parts of the settings beside the one that is open. */
export function SettingsPage() {
  return (
    <div className="settings">
      <SectionList />
      <div className="settings-content">
        <Outlet />
      </div>
    </div>
  );
}
