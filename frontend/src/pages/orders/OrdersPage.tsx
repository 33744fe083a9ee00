import { Link, useSearch } from '@tanstack/react-router';
import { OrderTable } from '@/features/orders/OrderTable';
import { type OrdersSearch, paidDays, variablesOf } from '@/features/orders/ordersSearch';
import { dayWords, METHOD_WORDS, ORDER_STATUS_WORDS } from '@/features/orders/words';
import { AllOrdersDocument, type OrderStatus, OrdersCountDocument } from '@/generated/graphql';
import { useAnswer, usePages } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

const STATUSES = Object.keys(ORDER_STATUS_WORDS) as OrderStatus[];

/** All orders of the store, the last placed first. */
export function OrdersPage() {
  const search = useSearch({ from: '/staff/orders' });
  const variables = variablesOf(search);
  const list = usePages(AllOrdersDocument, variables, (answer) => answer.orders);
  const count = useAnswer(OrdersCountDocument, variables).data?.orders.totalCount;
  const shown = search.stage ? ORDER_STATUS_WORDS[search.stage] : 'All';
  return (
    <>
      <PageHeader title="Orders" windowTitle={`Orders (${shown})`} />
      <div className="stack">
        <div className="row">
          <StatusNav {...search} />
          <p className="muted" role="status">
            {count !== undefined && counted(count, 'order')}
          </p>
        </div>
        {(search.paid || search.cur) && <Narrowed {...search} />}
        <section className="panel" aria-label="List of orders">
          <Faces
            asked={{ ...list, data: list.nodes }}
            rows={10}
            empty={{ when: (orders) => orders.length === 0, face: <NoOrders {...search} /> }}
          >
            {(orders) => (
              <>
                <OrderTable orders={orders} />
                <ReadOn paged={list} label="Show older orders" />
              </>
            )}
          </Faces>
        </section>
      </div>
    </>
  );
}

function StatusNav({ stage }: OrdersSearch) {
  const choice = (label: string, named?: OrderStatus) => (
    <li key={label}>
      <Link
        className={buttonClass()}
        to="/orders"
        search={(now) => ({ ...now, stage: named })}
        activeOptions={{ exact: true }}
        aria-current={stage === named || undefined}
      >
        {label}
      </Link>
    </li>
  );
  return (
    <nav aria-label="Orders by status">
      <ul className="row">
        {choice('All')}
        {STATUSES.map((each) => choice(ORDER_STATUS_WORDS[each], each))}
      </ul>
    </nav>
  );
}

/** Says what else the list is narrowed by, and leads back to all orders. */
function Narrowed({ paid, method, product, cur, tz }: OrdersSearch) {
  const days = paid ? paidDays(paid) : null;
  const words = [
    cur && `in ${cur}`,
    days &&
      `paid ${days.from === days.to ? `on ${dayWords(days.from)}` : `from ${dayWords(days.from)} to ${dayWords(days.to)}`}`,
    tz && `(${tz.replaceAll('_', ' ')})`,
    method && `by ${METHOD_WORDS[method].toLowerCase()}`,
    product && 'with the chosen product',
  ];
  return (
    <p>
      Only orders {words.filter(Boolean).join(' ')}
      {' · '}
      <Link to="/orders" search={({ stage }) => ({ stage })}>
        Show all
      </Link>
    </p>
  );
}

function NoOrders(search: OrdersSearch) {
  if (Object.values(search).some(Boolean))
    return (
      <Empty title="No order matches">
        <Link to="/orders" search={{}}>
          Show all orders
        </Link>
      </Empty>
    );
  return (
    <Empty title="No orders yet">
      They come when clients order at the store. You place one from a client’s page: Manage client, Place new quick
      order.
    </Empty>
  );
}
