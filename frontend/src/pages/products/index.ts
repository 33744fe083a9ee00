export { ProductsPage } from '@/pages/products/ProductsPage';
