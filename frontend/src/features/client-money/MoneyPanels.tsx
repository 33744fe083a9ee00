import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Amounts, moneyWords, type Sum } from '@/features/orders/Amounts';
import { OrderStatusBadge } from '@/features/orders/OrderStatusBadge';
import { orderWords } from '@/features/orders/words';
import { ClientMoneyDocument, type ClientMoneyQuery } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { formatList, formatNumber } from '@/lib/formats';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import '@/features/client-money/clientMoney.css';

const LATEST = 4;

type Client = NonNullable<ClientMoneyQuery['client']>;

/** What a client is worth and owes, and what was ordered last. */
export default function MoneyPanels({ clientId }: { clientId: string }) {
  const answer = useAnswer(ClientMoneyDocument, { id: clientId, first: LATEST });
  const asked = { ...answer, data: answer.data?.client ?? undefined };
  const all = (
    <ToOrders clientId={clientId}>
      See all<span className="visually-hidden"> orders</span>
    </ToOrders>
  );
  return (
    <>
      <Panel title="Money">
        <Faces asked={asked} rows={3}>
          {(client) => <Worth client={client} />}
        </Faces>
      </Panel>
      <Panel title="Recent orders" aside={all}>
        <Faces
          asked={asked}
          rows={4}
          empty={{
            when: ({ orders }) => orders.nodes.length === 0,
            face: <Empty title="Nothing has been ordered yet" />,
          }}
        >
          {({ orders }) => (
            <ul aria-label="Recent orders">
              {orders.nodes.map((order) => (
                <RecentOrder key={order.id} clientId={clientId} order={order} />
              ))}
            </ul>
          )}
        </Faces>
      </Panel>
    </>
  );
}

function Worth({ client }: { client: Client }) {
  return (
    <dl className="money">
      <Figure name="Lifetime value" clientId={client.id} of={client.lifetimeValue} />
      <Figure name="Balance due" clientId={client.id} of={client.balanceDue} />
      <div>
        <dt>Orders</dt>
        <dd>
          <ToOrders clientId={client.id}>{formatNumber(client.orderCount)}</ToOrders>
        </dd>
      </div>
    </dl>
  );
}

/** Several currencies stand beneath each other: they are never added. */
function Figure({ name, clientId, of }: { name: string; clientId: string; of: readonly Sum[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {of.length === 0 ? (
          <Amounts of={of} none="None" />
        ) : (
          of.map((sum) => (
            <ToOrders key={sum.currency} clientId={clientId}>
              {moneyWords(sum)}
            </ToOrders>
          ))
        )}
      </dd>
    </div>
  );
}

function RecentOrder({ clientId, order }: { clientId: string; order: Client['orders']['nodes'][number] }) {
  return (
    <li className="recent-order">
      <ToOrders clientId={clientId}>{orderWords(order.number)}</ToOrders>
      <OrderStatusBadge status={order.status} />
      <span className="recent-order-total">{moneyWords(order.total)}</span>
      <span className="muted ellipsis" dir="auto">
        {formatList(order.lines.map(({ name }) => name))}
      </span>
      <span className="muted recent-order-total">
        <Time at={order.placedAt} relative />
      </span>
    </li>
  );
}

function ToOrders({ clientId, children }: { clientId: string; children: ReactNode }) {
  return (
    <Link to="/clients/$clientId/$tab" params={{ clientId, tab: 'orders' }} resetScroll={false}>
      {children}
    </Link>
  );
}
