import type { Bucket } from '@/charts/buckets';
import type { Series } from '@/charts/plot';
import { totalsOf } from '@/charts/plot';
import { formatNumber, LOCALE } from '@/lib/formats';

const LONG: Intl.DateTimeFormatOptions = { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' };
const SHORT: Intl.DateTimeFormatOptions = { timeZone: 'UTC', day: 'numeric', month: 'short' };

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** The bucket in words: one day, or the first to the last; "so far" while today lies in it. */
export function bucketLabel(bucket: Bucket): string {
  const format = new Intl.DateTimeFormat(LOCALE, LONG);
  const days =
    bucket.from === bucket.to
      ? format.format(noon(bucket.from))
      : format.formatRange(noon(bucket.from), noon(bucket.to));
  return bucket.isUnfinished ? `${days}, so far` : days;
}

/** The bucket's first day as it stands beneath the axis. */
export function axisLabel(bucket: Bucket): string {
  return new Intl.DateTimeFormat(LOCALE, SHORT).format(noon(bucket.from));
}

/** A figure in words; `index` is its bucket's place. Only for charts of one series, whose whole is that series. */
export type Say = (value: number, index: number) => string;

/** What a listener hears at a bucket: the day, the whole, each part, and how the former period stood. */
export function bucketSentence(
  bucket: Bucket,
  index: number,
  series: readonly Series[],
  before?: readonly number[],
  say: Say = formatNumber,
): string {
  const total = totalsOf(series, index + 1)[index] ?? 0;
  const parts =
    series.length > 1 ? series.map(({ label, values }) => `${label} ${formatNumber(values[index] ?? 0)}`) : [];
  const former = before ? [`previous period ${formatNumber(before[index] ?? 0)}`] : [];
  return `${bucketLabel(bucket)}: ${[say(total, index), ...parts, ...former].join('; ')}`;
}

/** The chart's shape in one sentence, for those who do not see it. */
export function summary(buckets: readonly Bucket[], series: readonly Series[], say: Say = formatNumber): string {
  const totals = totalsOf(series, buckets.length);
  const highest = totals.indexOf(Math.max(...totals));
  const first = buckets[0];
  const last = buckets.at(-1);
  const peak = buckets[highest];
  if (!first || !last || !peak) return 'No figures.';
  const range = new Intl.DateTimeFormat(LOCALE, LONG).formatRange(noon(first.from), noon(last.to));
  const end = totals.length - 1;
  return `${range}. Highest: ${say(totals[highest] ?? 0, highest)} (${bucketLabel(peak)}). Last: ${say(totals[end] ?? 0, end)}.`;
}
