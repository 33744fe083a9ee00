export { ClientPage } from '@/pages/client/ClientPage';
