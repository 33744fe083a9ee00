import { useEffect, useState } from 'react';
import { filterOf } from '@/features/clients/listFilter';
import type { ListSearch } from '@/features/clients/listSearch';
import { ClientsCountDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { explain } from '@/lib/errors';
import { counted } from '@/lib/formats';

const PAUSE_MS = 250;

/** How many clients the filter is about to match; asked after a short pause in editing. */
export function AboutToMatch({ search }: { search: ListSearch | null }) {
  const wanted = search && JSON.stringify(search);
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return (
    <p className="filter-about" role="status">
      {wanted === null ? (
        <span className="muted">Complete every condition to see how many match.</span>
      ) : (
        settled && <Count search={JSON.parse(settled) as ListSearch} isOld={settled !== wanted} />
      )}
    </p>
  );
}

function Count({ search, isOld }: { search: ListSearch; isOld: boolean }) {
  const { data, error, isPlaceholderData } = useAnswer(ClientsCountDocument, { filter: filterOf(search) });
  if (error && !isPlaceholderData) return <>{explain(error).advice}</>;
  if (!data) return <span className="muted">Counting…</span>;
  const { totalCount } = data.clients;
  return (
    <span className={isOld || isPlaceholderData ? 'stale' : undefined}>
      About to match {counted(totalCount, 'client')}
    </span>
  );
}
