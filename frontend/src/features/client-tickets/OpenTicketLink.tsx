import { Link } from '@tanstack/react-router';
import { slugOf } from '@/features/client-acts/acts';
import { openTicketAct } from '@/features/client-tickets/openTicketAct';
import { usePermission } from '@/features/session/session';
import type { ClientStatus } from '@/generated/graphql';
import { buttonClass } from '@/ui/Button';

const ENDED: readonly ClientStatus[] = ['DELETED', 'MERGED'];

/** Opens a ticket for the client, from beside its name. */
export function OpenTicketLink({ client }: { client: { status: ClientStatus } }) {
  if (!usePermission('ticket.write') || ENDED.includes(client.status)) return null;
  return (
    <Link
      to="."
      search={(now) => ({ ...now, act: slugOf(openTicketAct) })}
      resetScroll={false}
      className={buttonClass('secondary')}
      aria-haspopup="dialog"
    >
      Open ticket
    </Link>
  );
}
