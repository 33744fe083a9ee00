import { METHODS } from '@/features/orders/words';
import type { AllOrdersQueryVariables, OrderStatus, PaymentMethod } from '@/generated/graphql';
import { hereZone, isDay } from '@/lib/days';
import { oneOf, type Raw, textOf } from '@/lib/search';

const STATUSES: OrderStatus[] = ['UNPAID', 'PAID', 'CANCELLED'];

/** The orders' address: which are listed. `paid` are two days, `from..to`; the payments that came on them count. */
export interface OrdersSearch {
  stage?: OrderStatus;
  cur?: string;
  paid?: string;
  tz?: string;
  method?: PaymentMethod;
  product?: string;
}

export function readOrdersSearch(raw: Raw): OrdersSearch {
  const paid = textOf(raw.paid);
  return {
    stage: oneOf(raw.stage, STATUSES),
    cur: textOf(raw.cur),
    ...(paid && paidDays(paid) && { paid, tz: textOf(raw.tz), method: oneOf(raw.method, METHODS) }),
    ...(paid && paidDays(paid) && { product: textOf(raw.product) }),
  };
}

/** The days of `paid`, if it is made of two. */
export function paidDays(paid: string): { from: string; to: string } | null {
  const [from = '', to = '', ...more] = paid.split('..');
  return more.length === 0 && isDay(from) && isDay(to) ? { from, to } : null;
}

/** What the server is asked for. */
export function variablesOf(search: OrdersSearch): AllOrdersQueryVariables {
  const days = search.paid ? paidDays(search.paid) : null;
  return {
    status: search.stage && [search.stage],
    currency: search.cur,
    paid: days && {
      ...days,
      timezone: search.tz ?? hereZone(),
      method: search.method,
      productId: search.product,
    },
  };
}
