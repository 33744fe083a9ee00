import { useQuery } from '@tanstack/react-query';
import { DuplicateGroupCountDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import '@/features/duplicate-groups/groups.css';

const REFRESH_MS = 60_000;

/** How many groups of likely duplicates there are, beside the way to them; nothing while there are none. */
export default function GroupCount() {
  const { data } = useQuery({ ...asking(DuplicateGroupCountDocument, {}), refetchInterval: REFRESH_MS });
  const count = data?.duplicateGroups.totalCount ?? 0;
  if (count === 0) return null;
  return (
    <span className="side-nav-count">
      {formatNumber(count)}
      <span className="visually-hidden"> groups</span>
    </span>
  );
}
