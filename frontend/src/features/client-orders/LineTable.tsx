import { moneyWords } from '@/features/orders/Amounts';
import { dayWords, orderWords } from '@/features/orders/words';
import type { OrderFactsFragment } from '@/generated/graphql';
import { formatNumber } from '@/lib/formats';

/** What was sold at which price, and what it comes to. */
export function LineTable({ order }: { order: OrderFactsFragment }) {
  const isPartly = order.status === 'UNPAID' && order.payments.length > 0;
  return (
    <table className="order-lines">
      <caption className="visually-hidden">{orderWords(order.number)}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Product</th>
          <th scope="col">Quantity and price</th>
          <th scope="col">Total</th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line, place) => (
          <tr key={place}>
            <th scope="row">
              <span dir="auto">{line.name}</span>
              {line.service?.runsUntil && (
                <small className="muted">The service runs until {dayWords(line.service.runsUntil)}</small>
              )}
              {line.reason && (
                <small className="muted">
                  Instead of {moneyWords(line.listPrice)}: <bdi>{line.reason}</bdi>
                </small>
              )}
            </th>
            <td className="number">
              {formatNumber(line.quantity)} × {moneyWords(line.unitPrice)}
            </td>
            <td className="number">{moneyWords(line.total)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <Sum words="Total" of={order.total} />
        {isPartly && <Sum words="Paid" of={order.paid} />}
        {order.status === 'UNPAID' && <Sum words="Due" of={order.due} isLoud />}
      </tfoot>
    </table>
  );
}

function Sum({ words, of, isLoud }: { words: string; of: OrderFactsFragment['total']; isLoud?: true }) {
  return (
    <tr className={isLoud && 'order-due'}>
      <th scope="row" colSpan={2} className="number">
        {words}
      </th>
      <td className="number">{moneyWords(of)}</td>
    </tr>
  );
}
