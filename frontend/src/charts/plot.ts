import { max, nice, ticks } from 'd3-array';
import { area, curveMonotoneX, line, stack } from 'd3-shape';

const TICKS = 4;

/** One kind of count over the buckets; `values[i]` belongs to the i-th bucket. */
export interface Series {
  key: string;
  label: string;
  values: readonly number[];
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Plot {
  /** Where the i-th bucket stands, in pixels from the left. */
  x: (index: number) => number;
  /** How high a quantity stands, in pixels from the top. */
  y: (value: number) => number;
  ticks: number[];
  areas: { key: string; fill: string; edge: string }[];
  before: string;
  totals: number[];
}

/** The sum of all series at every bucket. */
export function totalsOf(series: readonly Series[], length: number): number[] {
  return Array.from({ length }, (_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
}

/** Lays stacked series, and the former period as one line, into a frame. The axis starts at zero and counts in whole clients. */
export function plot(series: readonly Series[], before: readonly number[], length: number, frame: Frame): Plot {
  const totals = totalsOf(series, length);
  const highest = Math.max(max(totals) ?? 0, max(before) ?? 0, 1);
  const [, top] = nice(0, highest, TICKS);
  const base = frame.height - frame.bottom;
  const across = frame.width - frame.left - frame.right;
  const y = (value: number) => base - (value / top) * (base - frame.top);
  const x = (index: number) => frame.left + across * (length === 1 ? 1 / 2 : index / (length - 1));
  const rows = totals.map((_, index) => Object.fromEntries(series.map(({ key, values }) => [key, values[index] ?? 0])));
  const layers = stack<Record<string, number>>().keys(series.map(({ key }) => key))(rows);
  const fill = area<[number, number]>(
    (_, i) => x(i),
    ([low]) => y(low),
    ([, high]) => y(high),
  ).curve(curveMonotoneX);
  const edge = line<[number, number]>(
    (_, i) => x(i),
    ([, high]) => y(high),
  )
    .defined((_, i, layer) => [i - 1, i, i + 1].some((at) => isThick(layer[at])))
    .curve(curveMonotoneX);
  const beforeLine = line<number>(
    (_, i) => x(i),
    (value) => y(value),
  ).curve(curveMonotoneX);
  return {
    x,
    y,
    ticks: ticks(0, top, TICKS).filter(Number.isInteger),
    areas: layers.map((layer) => ({
      key: layer.key,
      fill: fill(layer as unknown as [number, number][]) ?? '',
      edge: edge(layer as unknown as [number, number][]) ?? '',
    })),
    before: beforeLine(before) ?? '',
    totals,
  };
}

/** Whether a layer counts anything there; where it counts nothing its edge would only hide the one beneath. */
const isThick = (span: [number, number] | undefined) => span !== undefined && span[1] > span[0];

/** Which buckets get a label beneath, so that labels of the given width never touch; the first always does. */
export function labelled(length: number, width: number, labelWidth: number): number[] {
  const room = Math.max(1, Math.floor(width / labelWidth));
  const step = Math.max(1, Math.ceil(length / room));
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
}

/** The bucket nearest to a place across the frame. */
export function nearest(pixel: number, length: number, frame: Frame): number {
  const share = (pixel - frame.left) / Math.max(1, frame.width - frame.left - frame.right);
  return Math.min(length - 1, Math.max(0, Math.round(share * (length - 1))));
}
