import type { Bucket } from '@/charts/buckets';
import { type Frame, labelled, type Plot } from '@/charts/plot';
import { axisLabel } from '@/charts/words';
import { formatCompact } from '@/lib/formats';

const LABEL_WIDTH = 76;

/** Grid, quantities on the left, days beneath. */
export function Axes({ drawn, buckets, frame }: { drawn: Plot; buckets: readonly Bucket[]; frame: Frame }) {
  const base = frame.height - frame.bottom;
  return (
    <g className="chart-axes">
      {drawn.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={frame.left}
            x2={frame.width - frame.right}
            y1={drawn.y(tick)}
            y2={drawn.y(tick)}
            data-zero={tick === 0}
          />
          <text x={frame.left - 8} y={drawn.y(tick)} dy="0.32em" textAnchor="end">
            {formatCompact(tick)}
          </text>
        </g>
      ))}
      {labelled(buckets.length, frame.width - frame.left - frame.right, LABEL_WIDTH).map((index) => {
        const bucket = buckets[index];
        return (
          bucket && (
            <text key={bucket.from} x={drawn.x(index)} y={base + 18} textAnchor={anchorOf(drawn.x(index), frame)}>
              {axisLabel(bucket)}
            </text>
          )
        );
      })}
    </g>
  );
}

function anchorOf(x: number, frame: Frame): 'start' | 'middle' | 'end' {
  if (x > frame.width - frame.right - LABEL_WIDTH / 2) return 'end';
  return x < frame.left + LABEL_WIDTH / 2 ? 'start' : 'middle';
}

interface LayersProps {
  drawn: Plot;
  buckets: readonly Bucket[];
  frame: Frame;
  /** The place of each series among all, so that its colour and dash stay when others are hidden. */
  places: readonly number[];
  hatch: string;
}

/** The stacked areas, the former period as a dashed line, and stripes over what is not finished yet. */
export function Layers({ drawn, buckets, frame, places, hatch }: LayersProps) {
  const unfinished = buckets.findIndex((bucket) => bucket.isUnfinished);
  const from = drawn.x(Math.max(0, unfinished - 1));
  return (
    <g>
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="chart-hatch" width="3" height="6" />
      </pattern>
      {drawn.areas.map(({ key, fill }, index) => (
        <path key={key} className="chart-fill" data-series={places[index]} d={fill} />
      ))}
      {unfinished > 0 && (
        <rect
          x={from}
          y={0}
          width={drawn.x(unfinished) - from}
          height={frame.height - frame.bottom}
          fill={`url(#${hatch})`}
        />
      )}
      {drawn.areas.map(({ key, edge }, index) => (
        <path key={key} className="chart-edge" data-series={places[index]} d={edge} />
      ))}
      {drawn.before && <path className="chart-before" d={drawn.before} />}
    </g>
  );
}

/** The upright line and the dot at the bucket looked at. */
export function Crosshair({ drawn, index, frame }: { drawn: Plot; index: number; frame: Frame }) {
  return (
    <g className="chart-crosshair">
      <line x1={drawn.x(index)} x2={drawn.x(index)} y1={frame.top} y2={frame.height - frame.bottom} />
      <circle cx={drawn.x(index)} cy={drawn.y(drawn.totals[index] ?? 0)} r="4" />
    </g>
  );
}
