import { moneyWords } from '@/features/orders/Amounts';
import type { ProductLineFragment } from '@/generated/graphql';

/** What another has saved of the product in the meantime. */
export function Theirs({ product }: { product: ProductLineFragment }) {
  return (
    <p className="products-theirs">
      It is now <bdi>{product.name}</bdi>, <code>{product.sku}</code>, {moneyWords(product.price)}
      {product.archivedAt ? ', and archived' : ''}.
    </p>
  );
}
