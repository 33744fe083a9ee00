import { lazyRouteComponent } from '@tanstack/react-router';
import { part } from '@/lib/parts';
import { readProductsSearch } from '@/pages/products/search';

/** The catalogue, which has two addresses. */
export const PRODUCTS = {
  validateSearch: readProductsSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/products')), 'ProductsPage'),
};
