import { CloseTicketDocument, ReopenTicketDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { say } from '@/ui/toastList';

interface Ticket {
  id: string;
  number: number;
  status: string;
  version: number;
  client: { id: string };
}

/** Closes a ticket, or opens a closed one again. */
export function useTicketActs({ id, number, status, version, client }: Ticket) {
  return useAct(async () => {
    const isClosed = status === 'CLOSED';
    const answer = isClosed
      ? (await ask(ReopenTicketDocument, { input: { id } })).reopenTicket
      : (await ask(CloseTicketDocument, { input: { id, version } })).closeTicket;
    await clientChanged(client.id);
    if (answer.__typename === 'StaleVersion')
      return refusal('Somebody has written here meanwhile. Read it before you close.');
    if (answer.__typename !== 'Ticket') return refusal(answer.message);
    say(isClosed ? `Ticket #${number} is open again` : `Ticket #${number} closed`);
    return undefined;
  });
}
