import { formatDate, formatExact, formatWhen } from '@/lib/formats';

interface Props {
  /** ISO 8601, UTC. */
  at: string;
  /** Relative under a day; otherwise always the date. */
  relative?: boolean;
}

/** A short date; the exact time with its zone on hover and for machines. */
export function Time({ at, relative }: Props) {
  return (
    <time dateTime={at} title={formatExact(at)}>
      {relative ? formatWhen(at) : formatDate(at)}
    </time>
  );
}
