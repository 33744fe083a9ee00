import { useSearch } from '@tanstack/react-router';
import { AddClientLink } from '@/features/clients/AddClientLink';
import { ActivityPanel } from '@/features/clients-dashboard/ActivityPanel';
import { NewClients, TotalClients } from '@/features/clients-dashboard/GrowthPanels';
import { PeoplePanels } from '@/features/clients-dashboard/PeoplePanels';
import { periodOf } from '@/features/clients-dashboard/period';
import { RangePicker } from '@/features/clients-dashboard/RangePicker';
import { ByCountry, ByStatus } from '@/features/clients-dashboard/SharePanels';
import { Tiles } from '@/features/clients-dashboard/Tiles';
import { useViewer } from '@/features/session/session';
import { PageHeader } from '@/ui/PageHeader';
import '@/pages/clients-dashboard/dashboard.css';

/** How the clients stand and what moved in the period: every figure leads to the clients behind it. */
export function ClientsDashboardPage() {
  const period = periodOf(useSearch({ from: '/staff/clients' }));
  const { permissions } = useViewer();
  return (
    <div className="dashboard">
      <PageHeader title="Clients">
        <RangePicker period={period} />
        <AddClientLink />
      </PageHeader>
      <Tiles period={period} />
      <div className="dashboard-panels">
        <div className="dashboard-growth">
          <NewClients period={period} />
          <TotalClients period={period} />
        </div>
        <div className="dashboard-shares">
          <ByStatus />
          <ByCountry />
        </div>
        {permissions.includes('client.read') && <PeoplePanels />}
        {permissions.includes('event.read') && <ActivityPanel />}
      </div>
    </div>
  );
}
