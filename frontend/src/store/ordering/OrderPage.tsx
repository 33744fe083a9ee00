import { useState } from 'react';
import { acting, whyNot } from '@/store/acting/acting';
import { useBasket } from '@/store/basket';
import { CheckMail } from '@/store/CheckMail';
import { moneyWords } from '@/store/money';
import { Outcome } from '@/store/Outcome';
import { BasketTable } from '@/store/ordering/BasketTable';
import { GuestForm } from '@/store/ordering/GuestForm';
import { type Placed, usePlacing } from '@/store/ordering/usePlacing';
import { usePreview } from '@/store/ordering/usePreview';
import { useStoreViewer } from '@/store/viewer';
import { Button, buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Notice } from '@/ui/Notice';
import { Faces, Panel } from '@/ui/Panel';

/** The basket, what it comes to, and the order: as oneself, or as a guest. */
export default function OrderPage() {
  const lines = useBasket();
  const preview = usePreview(lines);
  const [placed, setPlaced] = useState<Placed>();
  if (placed) return <Thanks placed={placed} />;
  return (
    <div className="store-column">
      <h1>Basket</h1>
      {preview.said && (
        <Notice tone="warn" live>
          {preview.said}
        </Notice>
      )}
      {lines.length === 0 ? (
        <Panel title="Nothing in it yet">
          <Empty title="Your basket is empty">
            <a href="/store/catalogue">Go to the catalogue</a>
          </Empty>
        </Panel>
      ) : (
        <>
          <Panel title="What you order" aside={<a href="/store/catalogue">Add more</a>}>
            <Faces asked={preview}>{(order) => <BasketTable order={order} />}</Faces>
          </Panel>
          {preview.data && <Placing onPlaced={setPlaced} isStale={preview.isPlaceholderData} />}
        </>
      )}
    </div>
  );
}

interface PlacingProps {
  /** The total on the screen is not yet that of the basket. */
  isStale: boolean;
  onPlaced: (placed: Placed) => void;
}

function Placing({ onPlaced, isStale }: PlacingProps) {
  const viewer = useStoreViewer();
  if (viewer === undefined) return null;
  if (viewer.client) return <PlaceMine isStale={isStale} name={viewer.client.displayName} onPlaced={onPlaced} />;
  return <GuestForm onPlaced={onPlaced} isStale={isStale} />;
}

function PlaceMine({ onPlaced, isStale, name }: PlacingProps & { name: string }) {
  const { run, waiting, refused } = usePlacing(onPlaced);
  const unavailable = whyNot('order');
  return (
    <Panel title="Place order">
      <div className="stack">
        {refused && (
          <Notice tone="bad" live>
            {refused.sentence}
          </Notice>
        )}
        <p className="muted">
          {unavailable ?? (
            <>
              You order as <bdi>{name}</bdi>. You pay later: we will be in touch.
            </>
          )}
        </p>
        <div>
          <Button look="primary" waiting={waiting || isStale} unavailable={unavailable} onClick={() => run(null)}>
            Place order
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function Thanks({ placed }: { placed: Placed }) {
  return (
    <section className="store-card">
      {placed.order ? (
        <Outcome title="Thank you for your order" good>
          <p>
            Your order {placed.order.number} over {moneyWords(placed.order.total)} has come in.
          </p>
          {acting()?.mode === 'ORDER' ? (
            <a href="/store/catalogue">Back to the catalogue</a>
          ) : (
            <a className={buttonClass('primary')} href="/store/account">
              To my account
            </a>
          )}
        </Outcome>
      ) : (
        <CheckMail email={placed.email} what="order" />
      )}
    </section>
  );
}
