import { ClientTicketCountDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';

/** How many tickets of a client are not done, beside the name of their tab; nothing while there are none. */
export default function TicketCount({ clientId }: { clientId: string }) {
  const count = useAnswer(ClientTicketCountDocument, { id: clientId }).data?.client?.tickets.totalCount;
  return count ? <span className="tab-count"> {formatNumber(count)}</span> : null;
}
