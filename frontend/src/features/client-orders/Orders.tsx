import { OrderList } from '@/features/client-orders/OrderList';
import { ServiceList } from '@/features/client-orders/ServiceList';
import '@/features/client-orders/clientOrders.css';

/** What a client ordered and paid, and what runs for it. */
export default function Orders({ clientId }: { clientId: string }) {
  return (
    <div className="stack">
      <OrderList clientId={clientId} />
      <ServiceList clientId={clientId} />
    </div>
  );
}
