import type { ReactNode } from 'react';
import { formatNumber } from '@/lib/formats';
import '@/charts/charts.css';

export interface Bar {
  key: string;
  label: string;
  count: number;
  /** The number in words, where it is no plain one. */
  words?: string;
}

interface BarListProps {
  label: string;
  bars: readonly Bar[];
  /** Dresses a bar as a link into the list it counts. */
  link: (bar: Bar, content: ReactNode) => ReactNode;
}

/** How a whole divides: one bar a kind, its number beside it, each a link. Lengths are relative to the longest. */
export function BarList({ label, bars, link }: BarListProps) {
  const longest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className="bar-list" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          {link(
            bar,
            <>
              <span className="bar-label" dir="auto">
                {bar.label}
              </span>
              <span className="bar-count">{bar.words ?? formatNumber(bar.count)}</span>
              <span className="bar-track" aria-hidden="true">
                {bar.count > 0 && (
                  <span className="bar-length" style={{ inlineSize: `${Math.max(1, (bar.count / longest) * 100)}%` }} />
                )}
              </span>
            </>,
          )}
        </li>
      ))}
    </ul>
  );
}
