import { kindWords } from '@/features/client-removal/words';
import { formatNumber } from '@/lib/formats';

interface Props {
  title: string;
  counts: readonly { kind: string; count: number }[];
}

/** How many of each kind. */
export function Counts({ title, counts }: Props) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {counts.length === 0 ? (
        <p className="muted">Nothing.</p>
      ) : (
        <dl className="removal-counts">
          {counts.map(({ kind, count }) => (
            <div key={kind}>
              <dt>{kindWords(kind)}</dt>
              <dd>{formatNumber(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
