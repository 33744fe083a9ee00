export { ClientsListPage } from '@/pages/clients-list/ClientsListPage';
