import type { ReactNode } from 'react';
import type { Bucket } from '@/charts/buckets';
import { type Series, totalsOf } from '@/charts/plot';
import { bucketLabel, type Say } from '@/charts/words';
import { formatNumber } from '@/lib/formats';

export type LinkTo = (bucket: Bucket, label: string, series?: string) => ReactNode;

interface ChartTableProps {
  title: string;
  buckets: readonly Bucket[];
  series: readonly Series[];
  before?: readonly number[] | undefined;
  /** The former period's buckets, in line with its totals. */
  beforeBuckets?: readonly (Bucket | undefined)[] | undefined;
  /** Dresses a bucket's name, or the number of one of its series, as a link into the list it counts. */
  link?: LinkTo | undefined;
  say?: Say | undefined;
}

/** The chart's figures as figures: newest first, the same numbers to the last one. */
export function ChartTable({
  title,
  buckets,
  series,
  before,
  beforeBuckets,
  link,
  say = formatNumber,
}: ChartTableProps) {
  /** Nobody follows a nought. */
  const number = (count: number, bucket: Bucket | undefined, index: number, key?: string) =>
    link && bucket && count > 0 ? link(bucket, say(count, index), key) : say(count, index);
  const totals = totalsOf(series, buckets.length);
  const newestFirst = buckets.map((bucket, index) => ({ bucket, index })).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="chart-table" aria-label={`${title}, as a table`} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Date</th>
            {series.length > 1 &&
              series.map(({ key, label }) => (
                <th scope="col" key={key}>
                  {label}
                </th>
              ))}
            <th scope="col">{series.length > 1 ? 'All' : series[0]?.label}</th>
            {before && <th scope="col">Previous period</th>}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(({ bucket, index }) => (
            <tr key={bucket.from}>
              <th scope="row">{link ? link(bucket, bucketLabel(bucket)) : bucketLabel(bucket)}</th>
              {series.length > 1 &&
                series.map(({ key, values }) => <td key={key}>{number(values[index] ?? 0, bucket, index, key)}</td>)}
              <td>{number(totals[index] ?? 0, bucket, index)}</td>
              {before && <td>{number(before[index] ?? 0, beforeBuckets?.[index], index)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
