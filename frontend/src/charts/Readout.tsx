import type { Bucket } from '@/charts/buckets';
import { type Series, totalsOf } from '@/charts/plot';
import { bucketLabel, type Say } from '@/charts/words';
import { formatNumber } from '@/lib/formats';

interface ReadoutProps {
  x: number;
  /** It stands left of the crosshair, where there is more room. */
  isLeft: boolean;
  bucket: Bucket;
  index: number;
  series: readonly Series[];
  /** Every series, hidden ones too: a series keeps its colour. */
  all: readonly Series[];
  before: readonly number[] | undefined;
  say?: Say | undefined;
}

const WIDTH = 180;
const GAP = 12;

/** Beside the crosshair, and never beyond either edge of the drawing, also before a drawing that shrank has been measured again. */
const beside = (place: string) => `clamp(0px, ${place}, 100% - ${WIDTH}px)`;

/** The figures at the bucket looked at, floating beside the crosshair; keys and pointer share it. */
export function Readout({ x, isLeft, bucket, index, series, all, before, say = formatNumber }: ReadoutProps) {
  return (
    <div
      className="chart-readout"
      style={isLeft ? { right: beside(`100% - ${x - GAP}px`) } : { left: beside(`${x + GAP}px`) }}
      aria-hidden="true"
    >
      <strong>{bucketLabel(bucket)}</strong>
      <dl>
        {series.length > 1 &&
          series.map((one) => (
            <div key={one.key} data-series={all.indexOf(one)}>
              <dt>{one.label}</dt>
              <dd>{formatNumber(one.values[index] ?? 0)}</dd>
            </div>
          ))}
        <div>
          <dt>{series.length === 1 ? series[0]?.label : 'All'}</dt>
          <dd>{say(totalsOf(series, index + 1)[index] ?? 0, index)}</dd>
        </div>
        {before && (
          <div>
            <dt>Previous period</dt>
            <dd>{formatNumber(before[index] ?? 0)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
