import type { TicketSaidFragment } from '@/generated/graphql';
import { Time } from '@/ui/Time';

interface Props {
  /** As they were read: the newest first. */
  messages: readonly TicketSaidFragment[];
}

/** What was said, the oldest on top; each side has its own. */
export function Conversation({ messages }: Props) {
  return (
    <ol className="ticket-talk" aria-label="Messages">
      {[...messages].reverse().map((message) => (
        <li key={message.id} className={message.fromClient ? 'ticket-said' : 'ticket-said ticket-said-staff'}>
          <p className="muted">
            <bdi>{authorWords(message)}</bdi> · <Time at={message.at} relative />
          </p>
          <p className="ticket-text" dir="auto">
            {message.text}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Who wrote it, and for which side where that does not follow. */
function authorWords({ author, fromClient }: TicketSaidFragment): string {
  const name = author.name || 'Someone';
  if (author.kind === 'TOKEN') return `${name} (API token)`;
  if (!fromClient) return name;
  return author.kind === 'CLIENT' ? `${name} (client)` : `${name} in the client's account`;
}
