import { useEffect, useState } from 'react';
import { formatClock } from '@/lib/formats';
import { Badge } from '@/ui/Badge';

interface Props {
  /** When you heard the right PIN from this client, and until when that is shown. */
  check: { at: string; until: string };
}

/** "Verified 14:05", until its time is over. */
export function PinBadge({ check: { at, until } }: Props) {
  const [isOver, setOver] = useState(() => Date.parse(until) <= Date.now());
  useEffect(() => {
    const left = Date.parse(until) - Date.now();
    setOver(left <= 0);
    const timer = setTimeout(() => setOver(true), Math.max(left, 0));
    return () => clearTimeout(timer);
  }, [until]);
  if (isOver) return null;
  return (
    <li>
      <Badge tone="good">
        <span className="visually-hidden">Caller by support PIN: </span>Verified {formatClock(at)}
      </Badge>
    </li>
  );
}
