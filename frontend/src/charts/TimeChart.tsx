import { type PointerEvent, useId, useState } from 'react';
import type { Bucket } from '@/charts/buckets';
import { ChartTable, type LinkTo } from '@/charts/ChartTable';
import { Axes, Crosshair, Layers } from '@/charts/drawing';
import { Legend } from '@/charts/Legend';
import { type Frame, nearest, plot, type Series } from '@/charts/plot';
import { Readout } from '@/charts/Readout';
import { useCursor } from '@/charts/useCursor';
import { useWidth } from '@/charts/useWidth';
import { bucketSentence, type Say, summary } from '@/charts/words';
import '@/charts/charts.css';

interface TimeChartProps {
  title: string;
  buckets: readonly Bucket[];
  /** At most five; stacked in the order given. */
  series: readonly Series[];
  /** The former period's totals, bucket by bucket, drawn dashed. */
  before?: readonly number[];
  view: 'chart' | 'table';
  onOpen?: (bucket: Bucket) => void;
  /** The former period's buckets, in line with its totals. */
  beforeBuckets?: readonly (Bucket | undefined)[];
  /** Dresses names and numbers in the table view, as links into the lists they count. */
  link?: LinkTo;
  /** Figures in words other than a whole number's: amounts of money. */
  say?: Say;
  /** What Enter opens. */
  behind?: string;
}

const FRAME: Frame = { width: 640, height: 220, left: 48, right: 12, top: 12, bottom: 28 };

/** How counts moved over time. One tab stop: arrows walk the days and speak them; the same figures stand in a table. */
export default function TimeChart(props: TimeChartProps) {
  const { title, buckets, series, before, view, onOpen } = props;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = series.filter(({ key }) => !hidden.has(key));
  const { beforeBuckets, link, say, behind } = props;
  const table = <ChartTable {...{ title, buckets, series, before, beforeBuckets, link, say }} />;
  if (view === 'table') return table;
  return (
    <div className="chart">
      <Picture {...{ title, buckets, series, shown, before, onOpen, say, behind }} />
      {(series.length > 1 || before) && (
        <Legend
          series={series}
          hidden={hidden}
          onToggle={(key) => setHidden(toggled(hidden, key))}
          before={before && 'Previous period'}
        />
      )}
      <div className="chart-in-print">{table}</div>
    </div>
  );
}

type PictureProps = Pick<TimeChartProps, 'title' | 'buckets' | 'series'> & {
  shown: readonly Series[];
  before: readonly number[] | undefined;
  onOpen: ((bucket: Bucket) => void) | undefined;
  say: Say | undefined;
  behind: string | undefined;
};

function Picture({ title, buckets, series, shown, before, onOpen, say, behind = 'clients' }: PictureProps) {
  const [ref, width] = useWidth<HTMLDivElement>(FRAME.width);
  const id = useId();
  const frame = { ...FRAME, width };
  const drawn = plot(shown, before ?? [], buckets.length, frame);
  const open = (index: number) => buckets[index] && onOpen?.(buckets[index]);
  const cursor = useCursor(buckets.length, open);
  const looked = cursor.index === null ? undefined : buckets[cursor.index];

  function follow(event: PointerEvent<HTMLDivElement>) {
    cursor.point(nearest(event.clientX - event.currentTarget.getBoundingClientRect().left, buckets.length, frame));
  }

  return (
    <div
      ref={ref}
      className="chart-picture"
      role="application"
      aria-roledescription="chart"
      aria-label={title}
      aria-describedby={`${id}about`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is walked by arrow keys
      tabIndex={0}
      data-opens={onOpen !== undefined}
      onKeyDown={cursor.onKeyDown}
      onBlur={cursor.release}
      onPointerMove={follow}
      onPointerLeave={cursor.release}
      onClick={() => cursor.index !== null && !cursor.isByKey && open(cursor.index)}
    >
      <p id={`${id}about`} className="visually-hidden">
        {summary(buckets, shown, say)} Arrow keys walk the points
        {onOpen ? `; Enter opens the ${behind} behind one` : ''}.
      </p>
      <svg width={width} height={frame.height} aria-hidden="true">
        <Axes drawn={drawn} buckets={buckets} frame={frame} />
        <Layers
          drawn={drawn}
          buckets={buckets}
          frame={frame}
          places={shown.map((one) => series.indexOf(one))}
          hatch={`${id}hatch`}
        />
        {cursor.index !== null && <Crosshair drawn={drawn} index={cursor.index} frame={frame} />}
      </svg>
      {looked && cursor.index !== null && (
        <Readout
          x={drawn.x(cursor.index)}
          isLeft={drawn.x(cursor.index) > width / 2}
          bucket={looked}
          index={cursor.index}
          series={shown}
          all={series}
          before={before}
          say={say}
        />
      )}
      <p className="visually-hidden" role="status">
        {looked && cursor.index !== null && cursor.isByKey && bucketSentence(looked, cursor.index, shown, before, say)}
      </p>
    </div>
  );
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
