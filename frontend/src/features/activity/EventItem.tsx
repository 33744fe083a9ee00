import type { ReactNode } from 'react';
import { actionWords, actorWords } from '@/features/activity/words';
import type { EventLineFragment } from '@/generated/graphql';
import { Time } from '@/ui/Time';
import '@/features/activity/activity.css';

interface Props {
  event: EventLineFragment;
  /** Whom it concerns, where that is not plain from the page. */
  client?: ReactNode;
  /** What it changed. */
  children?: ReactNode;
}

/** Who did what, when and why; what it changed, before and after. */
export function EventItem({ event, client, children }: Props) {
  return (
    <li className="event">
      <p className="event-line">
        <span className="event-what">
          <strong>{actionWords(event.action)}</strong>
          {client && <> · {client}</>}
        </span>
        <span className="muted event-who">
          <bdi>{actorWords(event)}</bdi> · <Time at={event.at} relative />
        </span>
      </p>
      {children}
      {event.reason !== '' && (
        <p className="muted" dir="auto">
          Reason: {event.reason}
        </p>
      )}
    </li>
  );
}
