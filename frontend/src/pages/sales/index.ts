export { SalesPage } from '@/pages/sales/SalesPage';
