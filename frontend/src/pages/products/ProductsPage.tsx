import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { usePermission } from '@/features/session/session';
import { ProductsDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { part } from '@/lib/parts';
import { ProductTable } from '@/pages/products/ProductTable';
import { type ProductsSearch, readProductsSearch } from '@/pages/products/search';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import '@/pages/products/products.css';

const ProductDialog = lazy(() => part(() => import('@/pages/products/ProductDialog')));

const PAGE = 100;

/** What is sold, and what no longer is. It stands in the settings too, in their frame. */
export function ProductsPage() {
  const { archived, new: isNew, edit } = readProductsSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const isSetting = useLocation({ select: ({ pathname }) => pathname.startsWith('/settings') });
  const manages = usePermission('product.manage');
  const navigate = useNavigate();
  const variables = { archived: archived === true, manages, first: PAGE };
  const asked = usePages(ProductsDocument, variables, ({ products }) => products);
  const edited = asked.nodes?.find(({ id }) => id === edit);
  const close = () => void navigate({ to: '.', search: archived ? { archived } : {}, replace: true });
  return (
    <>
      <PageHeader
        title="Products"
        windowTitle={isSetting ? 'Products - Settings' : 'Products'}
        crumbs={isSetting ? 'Settings' : undefined}
      >
        {manages && (
          <Link className={buttonClass('primary')} to="." search={{ new: true }}>
            <span className="button-label">
              <Plus size={16} aria-hidden="true" /> Add product
            </span>
          </Link>
        )}
      </PageHeader>
      <nav className="products-which" aria-label="Which products">
        <Which search={{}} label="Sold" isCurrent={!archived} />
        <Which search={{ archived: true }} label="Archived" isCurrent={archived === true} />
      </nav>
      <section className="panel" aria-label={archived ? 'Archived products' : 'Products that are sold'}>
        <Faces
          asked={{ ...asked, data: asked.nodes }}
          rows={8}
          empty={{ when: (products) => products.length === 0, face: <NoProducts archived={archived} /> }}
        >
          {(products) => (
            <>
              <ProductTable products={products} manages={manages} />
              <ReadOn paged={asked} label="Show more" />
            </>
          )}
        </Faces>
      </section>
      <Suspense fallback={null}>
        {isNew && manages && <ProductDialog onClose={close} />}
        {edited && manages && <ProductDialog key={edited.id} product={edited} onClose={close} />}
      </Suspense>
    </>
  );
}

function Which({ search, label, isCurrent }: { search: ProductsSearch; label: string; isCurrent: boolean }) {
  return (
    <Link
      className={buttonClass('secondary')}
      to="."
      search={search}
      aria-current={isCurrent ? 'true' : undefined}
      activeProps={{}}
    >
      {label}
    </Link>
  );
}

function NoProducts({ archived }: { archived?: true }) {
  if (archived)
    return <Empty title="No product is archived">What is no longer sold stands here; orders keep it.</Empty>;
  return (
    <Empty title="Nothing is sold yet">
      A product has a name, an article number and a price. Orders are made of products.
    </Empty>
  );
}
