import type { ReactNode } from 'react';
import { actionWords, actorWords, fieldWords, isCustom, valueWords } from '@/features/activity/words';
import { useCustomFields } from '@/features/custom-fields/known';
import type { EventLineFragment } from '@/generated/graphql';
import { Time } from '@/ui/Time';
import '@/features/activity/activity.css';

interface Props {
  event: EventLineFragment;
  /** Whom it concerns, where that is not plain from the page. */
  client?: ReactNode;
  /** Only what happened, without before and after. */
  brief?: boolean;
}

/** Who did what, when and why; what it changed, before and after. */
export function EventItem({ event, client, brief }: Props) {
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
      {!brief && event.changes.length > 0 && (
        <Changes changes={event.changes} isEdit={event.action === 'client.updated'} />
      )}
      {event.reason !== '' && (
        <p className="muted" dir="auto">
          Reason: {event.reason}
        </p>
      )}
    </li>
  );
}

interface ChangesProps {
  changes: EventLineFragment['changes'];
  /** A value was given in place of none: elsewhere that none stood there before goes without saying. */
  isEdit: boolean;
}

/** What an act changed, a line a field: before, where there was something, and after. */
export function Changes({ changes, isEdit }: ChangesProps) {
  useCustomFields(changes.some(({ field }) => isCustom(field)));
  return (
    <ul className="event-changes">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span className="muted">{fieldWords(field)}:</span>{' '}
          {(isEdit || before !== null) && (
            <>
              <del dir="auto">{valueWords(field, before)}</del>{' '}
              <span className="muted" aria-hidden="true">
                →
              </span>{' '}
            </>
          )}
          <ins dir="auto">{valueWords(field, after)}</ins>
        </li>
      ))}
    </ul>
  );
}
