import { Link } from '@tanstack/react-router';
import { ClientLink } from '@/features/clients/ClientLink';
import { ClientName } from '@/features/clients/ClientName';
import { moneyWords } from '@/features/orders/Amounts';
import { isZero } from '@/features/orders/amounts';
import { OrderStatusBadge } from '@/features/orders/OrderStatusBadge';
import { orderWords } from '@/features/orders/words';
import type { OrderRowFragment } from '@/generated/graphql';
import { Time } from '@/ui/Time';
import '@/features/orders/orderTable.css';

/** Orders of whomever, a row each; the number leads to the order, the name to the client. */
export function OrderTable({ orders }: { orders: readonly OrderRowFragment[] }) {
  return (
    <table className="order-table">
      <caption className="visually-hidden">Orders, the last placed first</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Client</th>
          <th scope="col">Status</th>
          <th scope="col" className="number">
            Total
          </th>
          <th scope="col" className="number">
            Due
          </th>
          <th scope="col">Placed</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ id, number, client, status, total, due, placedAt }) => (
          <tr key={id}>
            <th scope="row">
              <Link to="/clients/$clientId/$tab" params={{ clientId: client.id, tab: 'orders' }}>
                {orderWords(number)}
              </Link>
            </th>
            <td className="order-table-client">
              <ClientLink id={client.id}>
                <ClientName name={client.displayName} />
              </ClientLink>
            </td>
            <td>
              <OrderStatusBadge status={status} />
            </td>
            <td className="number">{moneyWords(total)}</td>
            <td className="number">{isZero(due.amount) ? <span className="muted">–</span> : moneyWords(due)}</td>
            <td className="order-table-placed muted">
              <Time at={placedAt} relative />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
