import type { Period } from '@/features/clients-dashboard/period';
import { RevenuePanel } from '@/features/clients-dashboard/RevenuePanel';
import { TopClientsPanel } from '@/features/clients-dashboard/TopClientsPanel';
import { usePermission } from '@/features/session/session';

/** What came in and who paid most, for those who may know. */
export default function MoneyPanels({ period }: { period: Period }) {
  const maySales = usePermission('sales.read');
  const mayOrders = usePermission('order.read');
  const mayClients = usePermission('client.read');
  return (
    <>
      {maySales && <RevenuePanel period={period} />}
      {mayOrders && mayClients && <TopClientsPanel />}
    </>
  );
}
