import { useQuery } from '@tanstack/react-query';
import { OpenTicketCountDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';

const REFRESH_MS = 60_000;

/** How many tickets wait for staff, beside the way to them; nothing while there are none. */
export default function OpenCount() {
  const { data } = useQuery({ ...asking(OpenTicketCountDocument, {}), refetchInterval: REFRESH_MS });
  const count = data?.tickets.totalCount ?? 0;
  if (count === 0) return null;
  return (
    <span className="side-nav-count">
      {formatNumber(count)}
      <span className="visually-hidden"> open</span>
    </span>
  );
}
