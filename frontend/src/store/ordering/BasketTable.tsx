import type { OrderedLinesFragment } from '@/generated/graphql';
import { putIntoBasket, useBasket } from '@/store/basket';
import { intervalWords, moneyWords } from '@/store/money';
import { Button } from '@/ui/Button';
import '@/store/ordering/ordering.css';

/** What is in the basket, at the prices of the server. */
export function BasketTable({ order }: { order: OrderedLinesFragment }) {
  const basket = useBasket();
  return (
    <>
      <ul className="order-lines" aria-label="In the basket">
        {order.lines.map(({ name, quantity, unitPrice, total, product }) => (
          <li key={product.id}>
            <div className="order-line-name">
              <strong dir="auto">{name}</strong>
              <span className="muted">
                {moneyWords(unitPrice)} {intervalWords(product.intervalMonths)}
              </span>
            </div>
            <input
              className="input order-line-quantity"
              type="number"
              min={1}
              max={10000}
              aria-label={`How many of ${name}`}
              value={basket.find(({ productId }) => productId === product.id)?.quantity ?? quantity}
              onChange={({ target }) => target.valueAsNumber >= 1 && putIntoBasket(product.id, target.valueAsNumber)}
            />
            <span className="number order-line-total">{moneyWords(total)}</span>
            <Button look="quiet" aria-label={`Remove ${name}`} onClick={() => putIntoBasket(product.id, 0)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <OrderTotal order={order} />
    </>
  );
}

/** The same, only to be looked at. */
export function OrderSummary({ order }: { order: OrderedLinesFragment }) {
  return (
    <>
      <ul className="order-lines" aria-label="Order">
        {order.lines.map(({ name, quantity, total, product }) => (
          <li key={product.id}>
            <span className="order-line-name" dir="auto">
              {quantity} × {name}
            </span>
            <span className="number order-line-total">{moneyWords(total)}</span>
          </li>
        ))}
      </ul>
      <OrderTotal order={order} />
    </>
  );
}

function OrderTotal({ order }: { order: OrderedLinesFragment }) {
  return (
    <p className="order-total">
      <span>Total</span>
      <strong>{moneyWords(order.total)}</strong>
    </p>
  );
}
