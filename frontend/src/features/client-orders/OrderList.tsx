import { OrderItem } from '@/features/client-orders/OrderItem';
import { QuickOrderButton } from '@/features/quick-order/QuickOrderButton';
import { ClientOrdersDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

const PAGE = 20;

/** A client's orders, the newest first, each with what was sold, what came for it, and what can be done. */
export function OrderList({ clientId }: { clientId: string }) {
  const asked = usePages(ClientOrdersDocument, { id: clientId, first: PAGE }, ({ client }) => client?.orders);
  const may = asked.data?.pages[0]?.client?.viewerCan;
  return (
    <Panel title="Orders" aside={may?.placeOrder && <QuickOrderButton clientId={clientId} label="Place order" />}>
      <Faces
        asked={{ ...asked, data: asked.nodes }}
        rows={6}
        empty={{
          when: (orders) => orders.length === 0,
          face: (
            <Empty title="Nothing has been ordered yet">
              Orders stand here with what was sold, at which price, and what was paid.
            </Empty>
          ),
        }}
      >
        {(orders) => (
          <>
            <ul className="orders" aria-label="Orders">
              {orders.map((order) => (
                <OrderItem
                  key={order.id}
                  order={order}
                  clientId={clientId}
                  mayCancel={may?.placeOrder === true}
                  mayRecord={may?.recordPayment === true}
                />
              ))}
            </ul>
            <ReadOn paged={asked} label="Show older" />
          </>
        )}
      </Faces>
    </Panel>
  );
}
