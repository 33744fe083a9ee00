import { Link } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Pencil } from 'lucide-react';
import { moneyWords } from '@/features/orders/Amounts';
import { intervalWords } from '@/features/orders/words';
import type { ProductLineFragment } from '@/generated/graphql';
import { useArchiving } from '@/pages/products/useArchiving';
import { buttonClass, IconButton } from '@/ui/Button';
import { Time } from '@/ui/Time';

interface Props {
  products: readonly ProductLineFragment[];
  /** Whether the person may change them. */
  manages: boolean;
}

/** Products by name. */
export function ProductTable({ products, manages }: Props) {
  const { archive } = useArchiving();
  return (
    <table className="products-table">
      <caption className="visually-hidden">Products by name</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">SKU</th>
          <th scope="col">Sold</th>
          <th scope="col" className="number">
            Price
          </th>
          {manages && (
            <th scope="col">
              <span className="visually-hidden">Acts</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <tr key={product.id}>
            <th scope="row" dir="auto">
              {product.name}
            </th>
            <td data-label="SKU">
              <code dir="auto">{product.sku}</code>
            </td>
            <td data-label="Sold">
              {intervalWords(product.intervalMonths)}
              {product.archivedAt && (
                <span className="muted">
                  {' '}
                  until <Time at={product.archivedAt} />
                </span>
              )}
            </td>
            <td data-label="Price" className="number">
              {moneyWords(product.price)}
            </td>
            {manages && (
              <td className="products-acts">
                <Link
                  className={`${buttonClass('quiet')} button-icon`}
                  to="."
                  search={product.archivedAt ? { archived: true, edit: product.id } : { edit: product.id }}
                  aria-label={`Edit ${product.name}`}
                  title={`Edit ${product.name}`}
                >
                  <Pencil size={16} aria-hidden="true" />
                </Link>
                <IconButton
                  label={`${product.archivedAt ? 'Restore' : 'Archive'} ${product.name}`}
                  onClick={() => archive(product)}
                >
                  {product.archivedAt ? <ArchiveRestore size={16} /> : <Archive size={16} />}
                </IconButton>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
