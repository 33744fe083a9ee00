import { useState } from 'react';
import { AccountOrdersDocument, type AccountOrdersQuery } from '@/generated/graphql';
import { formatDate } from '@/lib/formats';
import { moneyWords } from '@/store/money';
import { useAsked } from '@/store/useAsked';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import '@/store/account/account.css';

type Client = NonNullable<AccountOrdersQuery['viewer']['client']>;
type Order = Client['orders']['nodes'][number];

const STATUS: Record<Order['status'], string> = { UNPAID: 'Unpaid', PAID: 'Paid', CANCELLED: 'Cancelled' };
const METHOD = { CASH: 'in cash', BANK: 'by bank transfer', CARD_TERMINAL: 'by card' };

/** What was ordered, and what came for it: the newest first. */
export function OrdersPanel() {
  const [pages, setPages] = useState<(string | null)[]>([null]);
  return (
    <Panel title="Orders" aside={<a href="/store/catalogue">Order more</a>}>
      {pages.map((after, place) => (
        <Page key={after} after={after} onMore={place === pages.length - 1 && ((next) => setPages([...pages, next]))} />
      ))}
    </Panel>
  );
}

function Page({ after, onMore }: { after: string | null; onMore: false | ((next: string) => void) }) {
  const asked = useAsked(AccountOrdersDocument, { after });
  const nothing = <Empty title="Nothing ordered yet" />;
  return (
    <Faces
      asked={asked}
      empty={{ when: ({ viewer }) => !after && viewer.client?.orders.nodes.length === 0, face: nothing }}
    >
      {({ viewer: { client } }) =>
        client && (
          <>
            {!after && client.balanceDue.length > 0 && (
              <p className="account-due">To be paid: {client.balanceDue.map(moneyWords).join(', ')}</p>
            )}
            <ul className="account-list">
              {client.orders.nodes.map((order) => (
                <OrderLine key={order.id} order={order} />
              ))}
            </ul>
            {onMore && client.orders.pageInfo.hasNextPage && (
              <Button onClick={() => onMore(client.orders.pageInfo.endCursor ?? '')}>Show older</Button>
            )}
          </>
        )
      }
    </Faces>
  );
}

function OrderLine({ order: { number, status, placedAt, total, due, lines, payments } }: { order: Order }) {
  const isOpen = status === 'UNPAID' && payments.length > 0;
  return (
    <li>
      <div className="account-line">
        <strong>Order {number}</strong>
        <span className="muted">{formatDate(placedAt)}</span>
        <span className="account-amount">
          {moneyWords(total)} · {STATUS[status]}
        </span>
      </div>
      <p dir="auto">{lines.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ')}</p>
      {payments.map(({ id, method, at, amount }) => (
        <p key={id} className="muted">
          Paid {moneyWords(amount)} {METHOD[method]}, {formatDate(at)}
        </p>
      ))}
      {isOpen && <p className="muted">Still to be paid: {moneyWords(due)}</p>}
    </li>
  );
}
