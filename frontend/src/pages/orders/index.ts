export { OrdersPage } from '@/pages/orders/OrdersPage';
