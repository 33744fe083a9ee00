import type { ReactNode } from 'react';
import { Changes } from '@/features/activity/Changes';
import { actorWords } from '@/features/activity/words';
import { auditWords } from '@/features/audit/words';
import type { AuditLineFragment } from '@/generated/graphql';
import { Time } from '@/ui/Time';
import '@/features/activity/activity.css';

interface Props {
  entry: AuditLineFragment;
  /** Makes of the actor's name a way to all that the actor did. */
  linked: (id: string, name: string) => ReactNode;
}

/** One thing that was done in the house: who, when, whom it concerned, before and after. */
export function AuditItem({ entry, linked }: Props) {
  const { actor, changes, reason } = entry;
  const name = actorWords({ actor, onBehalfOf: null });
  return (
    <li className="event">
      <p className="event-line">
        <strong className="event-what">{auditWords(entry.action)}</strong>
        <span className="muted event-who">
          {actor.id ? linked(actor.id, name) : <bdi>{name}</bdi>} · <Time at={entry.at} relative />
        </span>
      </p>
      {reason !== '' && (
        <p className="muted" dir="auto">
          {reason}
        </p>
      )}
      {changes.length > 0 && <Changes changes={changes} isEdit={entry.action.endsWith('.updated')} />}
    </li>
  );
}
