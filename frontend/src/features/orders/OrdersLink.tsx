import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OrdersSearch } from '@/features/orders/ordersSearch';
import { usePermission } from '@/features/session/session';

interface Props {
  search: OrdersSearch;
  children: ReactNode;
}

/** Leads to the orders as narrowed; plain text for who may not see orders. */
export function OrdersLink({ search, children }: Props) {
  if (!usePermission('order.read')) return <span>{children}</span>;
  return (
    <Link to="/orders" search={search}>
      {children}
    </Link>
  );
}
