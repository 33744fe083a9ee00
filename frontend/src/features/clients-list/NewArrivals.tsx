import { useQuery } from '@tanstack/react-query';
import { type ListSearch, NEWEST_FIRST } from '@/features/clients/listSearch';
import { type Clients, questionOf } from '@/features/clients-list/useClients';
import { ClientsCountDocument, NewestClientDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import { Button } from '@/ui/Button';

const EVERY_MS = 15_000;

interface Props {
  clients: Clients;
  search: ListSearch;
  onShow: () => void;
}

/** Clients who came while one reads do not push the rows; one is told of them, and shows them when ready. */
export function NewArrivals({ clients, search, onShow }: Props) {
  const newest = useNewest(clients, search);
  const isAsked = newest !== undefined && !clients.isPlaceholderData;
  const { filter } = questionOf(search);
  const since = { createdAt: { after: newest } };
  const answer = useQuery({
    ...asking(ClientsCountDocument, { filter: filter ? { ...since, ...statusOf(filter), and: [filter] } : since }),
    enabled: isAsked,
    refetchInterval: EVERY_MS,
    initialData: { clients: { totalCount: 0 } },
  });
  const count = isAsked ? answer.data.clients.totalCount : 0;
  return (
    <div className="clients-new" role="status">
      {count > 0 && <Button onClick={onShow}>{formatNumber(count)} new – show</Button>}
    </div>
  );
}

/** Deleted and merged clients count only where the topmost condition names them. */
const statusOf = ({ status }: NonNullable<ReturnType<typeof questionOf>['filter']>) => status && { status };

/** When the newest of those who are listed came: the first row where the list begins with it, and asked for elsewhere. */
function useNewest(clients: Clients, search: ListSearch): string | undefined {
  const startsWithIt = (search.sort ?? NEWEST_FIRST) === NEWEST_FIRST && clients.pages[0]?.hasPreviousPage === false;
  const { filter } = questionOf(search);
  const answer = useQuery({
    ...asking(NewestClientDocument, { filter }),
    enabled: !startsWithIt,
    refetchOnWindowFocus: false,
  });
  return startsWithIt ? clients.rows[0]?.createdAt : answer.data?.clients.nodes[0]?.createdAt;
}
