import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Bucket } from '@/charts/buckets';
import { useChartView, ViewSwitch } from '@/charts/ViewSwitch';
import { ListLink } from '@/features/clients/ListLink';
import type { ListSearch } from '@/features/clients/listSearch';
import { type Growth, growthOf } from '@/features/clients-dashboard/growth';
import { type Period, periodBefore } from '@/features/clients-dashboard/period';
import { createdIn } from '@/features/clients-dashboard/tileKinds';
import { type ClientOrigin, DashboardGrowthDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { dayIn } from '@/lib/days';
import { part } from '@/lib/parts';
import { Loading } from '@/ui/Loading';
import { type Asked, Faces, Panel } from '@/ui/Panel';

// Asked for together with the figures, which take longer: the page above them is there meanwhile.
const drawing = part(() => import('@/charts/TimeChart'));
const TimeChart = lazy(() => drawing);

const RESERVED_ROWS = 7;

function useGrowth(period: Period): Asked<Growth> {
  const { from, to, tz } = period;
  const before = periodBefore(period);
  const answer = useAnswer(DashboardGrowthDocument, {
    from,
    to,
    timezone: tz,
    beforeFrom: before.from,
    beforeTo: before.to,
  });
  return { ...answer, data: answer.data && growthOf(answer.data, dayIn(tz)) };
}

/** Who came in the period, by where they came from, beside the period before. */
export function NewClients({ period }: { period: Period }) {
  const asked = useGrowth(period);
  const navigate = useNavigate();
  const [view, setView] = useChartView('new-clients');
  const title = 'New clients';
  const searchOf = (bucket: Bucket, origin?: string): ListSearch => ({
    ...createdIn({ ...bucket, tz: period.tz }),
    ...(origin && { origin: [origin as ClientOrigin] }),
  });
  return (
    <Panel title={title} aside={<ViewSwitch title={title} view={view} onChange={setView} />}>
      <Faces asked={asked} rows={RESERVED_ROWS}>
        {({ buckets, byOrigin, before, beforeBuckets }) => (
          <Suspense fallback={<Loading rows={RESERVED_ROWS} />}>
            <TimeChart
              title={title}
              buckets={buckets}
              series={byOrigin}
              before={before}
              beforeBuckets={beforeBuckets}
              view={view}
              onOpen={(bucket) => void navigate({ to: '/clients/list', search: searchOf(bucket) })}
              link={(bucket, label, origin) => <ListLink search={searchOf(bucket, origin)}>{label}</ListLink>}
            />
          </Suspense>
        )}
      </Faces>
    </Panel>
  );
}

/** How many clients there were, day by day. */
export function TotalClients({ period }: { period: Period }) {
  const asked = useGrowth(period);
  const [view, setView] = useChartView('total-clients');
  const title = 'Total clients';
  return (
    <Panel title={title} aside={<ViewSwitch title={title} view={view} onChange={setView} />}>
      <Faces asked={asked} rows={RESERVED_ROWS}>
        {({ buckets, total }) => (
          <Suspense fallback={<Loading rows={RESERVED_ROWS} />}>
            <TimeChart
              title={title}
              buckets={buckets}
              series={[total]}
              view={view}
              // Who was there on a former day cannot be listed any more; who is there now can.
              link={({ isUnfinished }, label) => (isUnfinished ? <ListLink search={{}}>{label}</ListLink> : label)}
            />
          </Suspense>
        )}
      </Faces>
    </Panel>
  );
}
