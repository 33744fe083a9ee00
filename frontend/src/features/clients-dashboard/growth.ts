import { type Bucket, bucketsOf, lastInto, sumInto } from '@/charts/buckets';
import type { Series } from '@/charts/plot';
import { ORIGIN_WORDS, ORIGINS } from '@/features/clients/words';
import type { DashboardGrowthQuery } from '@/generated/graphql';
import type { Day } from '@/lib/days';

export interface Growth {
  buckets: Bucket[];
  /** New clients by origin. */
  byOrigin: Series[];
  /** New clients of the equal period before, bucket by bucket. */
  before: number[];
  /** The days that those stand for. */
  beforeBuckets: (Bucket | undefined)[];
  /** How many clients there were at each bucket's end. */
  total: Series;
}

/** The answer laid into buckets. The period is read off the answer itself, so an older answer is never drawn into a newer period. */
export function growthOf({ now, before }: DashboardGrowthQuery, today: Day): Growth {
  const buckets = spanned(now.total, today);
  const former = spanned(before.newClients, today);
  return {
    buckets,
    byOrigin: ORIGINS.map((origin) => ({
      key: origin,
      label: ORIGIN_WORDS[origin],
      values: sumInto(
        buckets,
        now.newClients.filter((point) => point.origin === origin),
      ),
    })),
    before: fitted(sumInto(former, before.newClients), buckets.length),
    beforeBuckets: buckets.map((_, index) => former[index]),
    total: { key: 'total', label: 'Clients', values: lastInto(buckets, now.total) },
  };
}

function spanned(points: readonly { date: Day }[], today: Day): Bucket[] {
  const days = points.map(({ date }) => date).sort();
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? bucketsOf(first, last, today) : [];
}

/** Months differ in length: the period before may fall into one bucket more, or less. */
const fitted = (values: number[], length: number) => Array.from({ length }, (_, index) => values[index] ?? 0);
