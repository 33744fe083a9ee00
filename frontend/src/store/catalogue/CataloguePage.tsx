import { useState } from 'react';
import { CatalogueDocument, type StoreProductFragment } from '@/generated/graphql';
import { whyNot } from '@/store/acting/acting';
import { Why } from '@/store/acting/Why';
import { putIntoBasket, useBasket } from '@/store/basket';
import { intervalWords, moneyWords } from '@/store/money';
import { useAsked } from '@/store/useAsked';
import { Button, buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces } from '@/ui/Panel';
import '@/store/catalogue/catalogue.css';

/** All that is sold, by name, page after page. */
export default function CataloguePage() {
  const basket = useBasket();
  const [pages, setPages] = useState<(string | null)[]>([null]);
  return (
    <div className="store-column">
      <header className="store-title">
        <h1>Catalogue</h1>
        {basket.length > 0 && (
          <a className={buttonClass('primary')} href="/store/order">
            To the basket
          </a>
        )}
      </header>
      <Why wish="order" />
      {pages.map((after, place) => (
        <Page
          key={after}
          after={after}
          onMore={place === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
        />
      ))}
    </div>
  );
}

function Page({ after, onMore }: { after: string | null; onMore?: (next: string) => void }) {
  const asked = useAsked(CatalogueDocument, { after });
  const nothing = <Empty title="Nothing is sold here yet">Please come back later.</Empty>;
  return (
    <Faces asked={asked} rows={8} empty={{ when: ({ products }) => products.nodes.length === 0, face: nothing }}>
      {({ products: { nodes, pageInfo } }) => (
        <>
          <ul className="goods" aria-label="Products">
            {nodes.map((product) => (
              <Product key={product.id} product={product} />
            ))}
          </ul>
          {onMore && pageInfo.hasNextPage && pageInfo.endCursor && (
            <Button onClick={() => pageInfo.endCursor && onMore(pageInfo.endCursor)}>Show more</Button>
          )}
        </>
      )}
    </Faces>
  );
}

function Product({ product: { id, name, price, intervalMonths } }: { product: StoreProductFragment }) {
  const quantity = useBasket().find(({ productId }) => productId === id)?.quantity ?? 0;
  return (
    <li className="goods-line">
      <div>
        <h2 dir="auto">{name}</h2>
        <p>
          <strong>{moneyWords(price)}</strong> <span className="muted">{intervalWords(intervalMonths)}</span>
        </p>
      </div>
      <div className="goods-act">
        <span className="muted" role="status">
          {quantity > 0 && `${quantity} in the basket`}
        </span>
        <Button
          aria-label={`Add to basket: ${name}`}
          unavailable={whyNot('order')}
          onClick={() => putIntoBasket(id, quantity + 1)}
        >
          Add to basket
        </Button>
      </div>
    </li>
  );
}
