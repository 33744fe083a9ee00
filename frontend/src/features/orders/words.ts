import type { OrderStatus, PaymentMethod, ServiceStatus } from '@/generated/graphql';
import { formatDate } from '@/lib/formats';

export const ORDER_STATUS_WORDS: Record<OrderStatus, string> = {
  UNPAID: 'Unpaid',
  PAID: 'Paid',
  CANCELLED: 'Cancelled',
};

export const METHOD_WORDS: Record<PaymentMethod, string> = {
  CASH: 'Cash',
  BANK: 'Bank transfer',
  CARD_TERMINAL: 'Card terminal',
};

export const SERVICE_STATUS_WORDS: Record<ServiceStatus, string> = { RUNNING: 'Running', ENDED: 'Ended' };

export const METHODS = Object.keys(METHOD_WORDS) as PaymentMethod[];

/** How an order is called: "Order 10001". */
export const orderWords = (number: number) => `Order ${number}`;

/** How long a recurring product is sold for at a time: "every month", "every 3 months", "once". */
export function intervalWords(months: number | null): string {
  if (months === null) return 'once';
  if (months === 1) return 'every month';
  if (months === 12) return 'every year';
  return months % 12 === 0 ? `every ${months / 12} years` : `every ${months} months`;
}

/** A day, as the API tells it, in words; it is no moment, so no time zone moves it. */
export const dayWords = (day: string) => formatDate(`${day}T12:00:00`);
