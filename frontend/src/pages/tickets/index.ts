export { TicketsPage } from '@/pages/tickets/TicketsPage';
