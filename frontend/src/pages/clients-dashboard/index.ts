export { ClientsDashboardPage } from '@/pages/clients-dashboard/ClientsDashboardPage';
