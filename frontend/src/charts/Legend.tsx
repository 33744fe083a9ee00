import type { Series } from '@/charts/plot';

interface LegendProps {
  series: readonly Series[];
  hidden: ReadonlySet<string>;
  onToggle: (key: string) => void;
  before?: string | undefined;
}

/** Names every series beside its colour and dash; each entry shows or hides its own. */
export function Legend({ series, hidden, onToggle, before }: LegendProps) {
  return (
    <ul className="chart-legend">
      {series.map(({ key, label }, place) => (
        <li key={key}>
          <button type="button" aria-pressed={!hidden.has(key)} onClick={() => onToggle(key)}>
            <Swatch className="chart-edge" place={place} />
            {label}
          </button>
        </li>
      ))}
      {before && (
        <li className="chart-legend-still">
          <Swatch className="chart-before" />
          {before}
        </li>
      )}
    </ul>
  );
}

function Swatch({ className, place }: { className: string; place?: number }) {
  return (
    <svg className="chart-swatch" width="20" height="10" aria-hidden="true">
      <path className={className} data-series={place} d="M0 5H20" />
    </svg>
  );
}
