import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Bucket } from '@/charts/buckets';
import type { ChartView } from '@/charts/ViewSwitch';
import { moneyWords } from '@/features/orders/Amounts';
import { OrdersLink } from '@/features/orders/OrdersLink';
import type { OrdersSearch } from '@/features/orders/ordersSearch';
import { usePermission } from '@/features/session/session';
import { part } from '@/lib/parts';
import { Loading } from '@/ui/Loading';

const TimeChart = lazy(() => part(() => import('@/charts/TimeChart')));

interface Props {
  title: string;
  buckets: readonly Bucket[];
  /** What came in in each bucket: decimal strings. */
  amounts: readonly string[];
  currency: string;
  tz: string;
  view: ChartView;
}

/** Money over time, in one currency. Figures are the exact amounts; only heights are reckoned. */
export function MoneyChart({ title, buckets, amounts, currency, tz, view }: Props) {
  const navigate = useNavigate();
  const mayOpen = usePermission('order.read');
  const searchOf = ({ from, to }: Bucket): OrdersSearch => ({ paid: `${from}..${to}`, tz, cur: currency });
  return (
    <Suspense fallback={<Loading rows={7} />}>
      <TimeChart
        title={title}
        buckets={buckets}
        series={[{ key: 'paid', label: `Paid, ${currency}`, values: amounts.map(Number) }]}
        view={view}
        say={(_, index) => moneyWords({ amount: amounts[index] ?? '0', currency })}
        behind="orders"
        {...(mayOpen && { onOpen: (bucket) => void navigate({ to: '/orders', search: searchOf(bucket) }) })}
        link={(bucket, label) => <OrdersLink search={searchOf(bucket)}>{label}</OrdersLink>}
      />
    </Suspense>
  );
}
