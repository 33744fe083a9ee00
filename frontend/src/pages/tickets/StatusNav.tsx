import { Link } from '@tanstack/react-router';
import { TICKET_STATUS_WORDS } from '@/features/tickets/words';
import { TicketCountsDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import type { TicketsSearch } from '@/pages/tickets/search';
import { buttonClass } from '@/ui/Button';

/** Which tickets are listed, each choice with how many there are. */
export function StatusNav({ show, q, client }: TicketsSearch) {
  const counts = useAnswer(TicketCountsDocument, { search: q, clientId: client }).data;
  const { open, waiting, closed } = counts ?? {};
  const all = open && waiting && closed && open.totalCount + waiting.totalCount + closed.totalCount;
  const choice = (label: string, count: number | undefined, named?: TicketsSearch['show']) => (
    <li key={label}>
      <Link
        className={buttonClass()}
        to="/tickets"
        search={(now) => ({ ...now, show: named })}
        activeOptions={{ exact: true }}
        aria-current={show === named || undefined}
      >
        {label} {count !== undefined && <span className="muted ticket-nav-count">{formatNumber(count)}</span>}
      </Link>
    </li>
  );
  return (
    <nav aria-label="Tickets by status">
      <ul className="row">
        {choice(TICKET_STATUS_WORDS.OPEN, open?.totalCount)}
        {choice(TICKET_STATUS_WORDS.WAITING, waiting?.totalCount, 'WAITING')}
        {choice(TICKET_STATUS_WORDS.CLOSED, closed?.totalCount, 'CLOSED')}
        {choice('All', all, 'ALL')}
      </ul>
    </nav>
  );
}
