import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useChartView, ViewSwitch } from '@/charts/ViewSwitch';
import type { Period } from '@/features/clients-dashboard/period';
import { CurrencyChoice } from '@/features/sales/CurrencyChoice';
import { MoneyChart } from '@/features/sales/MoneyChart';
import { stretches } from '@/features/sales/points';
import { DashboardRevenueDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { addDays, dayIn, nextMonth } from '@/lib/days';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';

const TITLE = 'Revenue by month';

/** What was paid in whole months, one currency at a time. */
export function RevenuePanel({ period: { from, to, tz } }: { period: Period }) {
  const [view, setView] = useChartView('revenue');
  const [wanted, want] = useState('');
  const answer = useAnswer(DashboardRevenueDocument, { from, to, timezone: tz });
  const asked = { ...answer, data: answer.data?.clientDashboard.revenue };
  const currencies = [...new Set(asked.data?.map(({ amount }) => amount.currency))];
  const currency = currencies.find((code) => code === wanted) ?? currencies[0] ?? '';
  return (
    <Panel
      title={TITLE}
      className="dashboard-revenue"
      aside={
        <div className="row">
          {currencies.length > 1 && <CurrencyChoice chosen={currency} currencies={currencies} onChoose={want} />}
          <ViewSwitch title={TITLE} view={view} onChange={setView} />
          <Link to="/sales">Sales report</Link>
        </div>
      }
    >
      <Faces
        asked={asked}
        rows={7}
        empty={{
          when: (revenue) => revenue.length === 0,
          face: <Empty title="Nothing was paid in these months">Payments come with the orders of your clients.</Empty>,
        }}
      >
        {(revenue) => {
          const points = revenue.filter(({ amount }) => amount.currency === currency);
          const months = points.map(({ month }) => String(month));
          const end = addDays(nextMonth(months.at(-1) ?? to), -1);
          return (
            <MoneyChart
              title={TITLE}
              buckets={stretches(months, end, dayIn(tz))}
              amounts={points.map(({ amount }) => String(amount.amount))}
              currency={currency}
              tz={tz}
              view={view}
            />
          );
        }}
      </Faces>
    </Panel>
  );
}
