import '@/ui/panel.css';

interface Props {
  /** How many lines to reserve. */
  rows?: number;
  label?: string;
}

/** Reserves the final height at once; shows itself only after 150 ms, so that quick answers never flicker. */
export function Loading({ rows = 4, label = 'Loading' }: Props) {
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="skeleton" style={{ width: `${92 - ((row * 17) % 38)}%` }} />
      ))}
    </div>
  );
}
