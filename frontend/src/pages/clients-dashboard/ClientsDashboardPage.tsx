import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { AddClientLink } from '@/features/clients/AddClientLink';
import { ImportLink } from '@/features/clients/ImportLink';
import { ActivityPanel } from '@/features/clients-dashboard/ActivityPanel';
import { NewClients, TotalClients } from '@/features/clients-dashboard/GrowthPanels';
import { PeoplePanels } from '@/features/clients-dashboard/PeoplePanels';
import { type PeriodSearch, periodOf } from '@/features/clients-dashboard/period';
import { RangePicker } from '@/features/clients-dashboard/RangePicker';
import { ByCountry, ByStatus } from '@/features/clients-dashboard/SharePanels';
import { Tiles } from '@/features/clients-dashboard/Tiles';
import { useViewer } from '@/features/session/session';
import { part } from '@/lib/parts';
import { Loading } from '@/ui/Loading';
import { PageHeader } from '@/ui/PageHeader';
import '@/pages/clients-dashboard/dashboard.css';

const MoneyPanels = lazy(() => part(() => import('@/features/clients-dashboard/MoneyPanels')));

/** How the clients stand and what moved in the period: every figure leads to the clients behind it. */
export function ClientsDashboardPage() {
  const period = periodOf(useSearch({ from: '/staff/clients' }));
  const { permissions } = useViewer();
  const navigate = useNavigate();
  const choose = (more: PeriodSearch) =>
    void navigate({ to: '/clients', search: (now) => ({ ...now, ...more }), resetScroll: false });
  return (
    <div className="dashboard">
      <PageHeader title="Clients">
        <RangePicker period={period} onChoose={choose} />
        <ImportLink />
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
        <Suspense fallback={<MoneyReserved permissions={permissions} />}>
          <MoneyPanels period={period} />
        </Suspense>
        {permissions.includes('client.read') && <PeoplePanels />}
        {permissions.includes('event.read') && <ActivityPanel />}
      </div>
    </div>
  );
}

/** The panels' height while their part is on its way, so that nothing beneath them moves. */
function MoneyReserved({ permissions }: { permissions: readonly string[] }) {
  if (!permissions.includes('sales.read') && !permissions.includes('order.read')) return null;
  return (
    <div className="panel panel-whole">
      <Loading rows={8} />
    </div>
  );
}
