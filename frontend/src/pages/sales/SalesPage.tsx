import { useNavigate, useSearch } from '@tanstack/react-router';
import { useChartView, ViewSwitch } from '@/charts/ViewSwitch';
import { type Period, periodOf } from '@/features/clients-dashboard/period';
import { RangePicker } from '@/features/clients-dashboard/RangePicker';
import { moneyWords } from '@/features/orders/Amounts';
import { OrdersLink } from '@/features/orders/OrdersLink';
import { CurrencyChoice } from '@/features/sales/CurrencyChoice';
import { ExportButton } from '@/features/sales/ExportButton';
import { MoneyChart } from '@/features/sales/MoneyChart';
import { stretches } from '@/features/sales/points';
import { SalesDocument, type SalesQuery } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { dayIn, hereZone } from '@/lib/days';
import { counted } from '@/lib/formats';
import { ByMethod, ByProduct } from '@/pages/sales/Shares';
import type { SalesSearch } from '@/pages/sales/search';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { type Asked, Faces, Panel } from '@/ui/Panel';
import '@/pages/sales/sales.css';

type Report = SalesQuery['salesReport'];

/** What came in: every figure equals the payments, and leads to the orders behind it. */
export function SalesPage() {
  const search = useSearch({ from: '/staff/sales' });
  const period = periodOf(search);
  const by = search.months ? 'MONTH' : 'DAY';
  const { from, to, tz } = period;
  const answer = useAnswer(SalesDocument, { from, to, timezone: tz, by });
  const asked = { ...answer, data: answer.data?.salesReport };
  const currencies = asked.data?.currencies ?? [];
  const currency = currencies.find((code) => code === search.cur) ?? most(asked.data) ?? '';
  const navigate = useNavigate();
  const go = (more: SalesSearch) =>
    void navigate({ to: '/sales', search: (now) => ({ ...now, ...more }), resetScroll: false });
  return (
    <div className="sales">
      <PageHeader title="Sales report">
        <RangePicker period={period} onChoose={go} />
        {currencies.length > 1 && (
          <CurrencyChoice chosen={currency} currencies={currencies} onChoose={(code) => go({ cur: code })} />
        )}
        <ExportButton input={{ from, to, timezone: tz, by, ...(currency && { currency }) }} />
      </PageHeader>
      <Totals asked={asked} period={period} />
      <Series asked={asked} period={period} currency={currency} by={by} onMonths={(months) => go({ months })} />
      <div className="sales-shares">
        <ByMethod asked={asked} period={period} currency={currency} />
        <ByProduct asked={asked} period={period} currency={currency} />
      </div>
    </div>
  );
}

/** The currency with most payments. */
function most(report: Report | undefined): string | undefined {
  const totals = [...(report?.totals ?? [])].sort((one, other) => other.payments - one.payments);
  return totals[0]?.currency;
}

interface PartProps {
  asked: Asked<Report>;
  period: Period;
}

function Totals({ asked, period }: PartProps) {
  const { from, to, tz } = period;
  return (
    <Panel title="Total">
      <Faces
        asked={asked}
        rows={2}
        empty={{
          when: ({ totals }) => totals.length === 0,
          face: <Empty title="Nothing was paid in this period">Payments come with the orders of your clients.</Empty>,
        }}
      >
        {({ totals }) => (
          <ul className="sales-totals" aria-label="Totals">
            {totals.map(({ currency, amount, payments }) => (
              <li key={currency}>
                <strong>
                  <OrdersLink search={{ paid: `${from}..${to}`, tz, cur: currency }}>
                    {moneyWords({ amount, currency })}
                  </OrdersLink>
                </strong>
                <span className="muted">{counted(payments, 'payment')}</span>
              </li>
            ))}
          </ul>
        )}
      </Faces>
    </Panel>
  );
}

interface SeriesProps extends PartProps {
  currency: string;
  by: 'DAY' | 'MONTH';
  onMonths: (months: true | undefined) => void;
}

function Series({ asked, period, currency, by, onMonths }: SeriesProps) {
  const [view, setView] = useChartView('sales');
  const title = by === 'DAY' ? 'Paid by day' : 'Paid by month';
  return (
    <Panel
      title={title}
      aside={
        <div className="row">
          <Button look="quiet" aria-pressed={by === 'DAY'} onClick={() => onMonths(undefined)}>
            Days
          </Button>
          <Button look="quiet" aria-pressed={by === 'MONTH'} onClick={() => onMonths(true)}>
            Months
          </Button>
          <ViewSwitch title={title} view={view} onChange={setView} />
        </div>
      }
    >
      <Faces
        asked={asked}
        rows={7}
        empty={{ when: ({ series }) => series.length === 0, face: <Empty title="No payments to draw" /> }}
      >
        {({ series }) => {
          const points = series.filter((point) => point.currency === currency);
          const starts = points.map(({ start }) => String(start));
          return (
            <MoneyChart
              title={title}
              buckets={stretches(starts, period.to, todayIn(period.tz))}
              amounts={points.map(({ amount }) => String(amount))}
              currency={currency}
              tz={period.tz}
              view={view}
            />
          );
        }}
      </Faces>
    </Panel>
  );
}

/** Today in the zone; here where the zone is unknown, which the server says. */
function todayIn(zone: string): string {
  try {
    return dayIn(zone);
  } catch {
    return dayIn(hereZone());
  }
}
