export { TicketPage } from '@/pages/ticket/TicketPage';
