import { Link } from '@tanstack/react-router';
import { Changes } from '@/features/activity/Changes';
import { EventItem } from '@/features/activity/EventItem';
import { ClientTimelineDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import '@/features/activity/activity.css';

const LATEST = 10;

/** The last few things that happened to a client. */
export function LatestActivity({ clientId }: { clientId: string }) {
  const asked = useAnswer(ClientTimelineDocument, { id: clientId, first: LATEST });
  const all = (
    <Link to="/clients/$clientId/$tab" params={{ clientId, tab: 'activity' }} resetScroll={false}>
      See all<span className="visually-hidden"> activity</span>
    </Link>
  );
  return (
    <Panel title="Latest activity" aside={all}>
      <Faces
        asked={{ ...asked, data: asked.data?.client?.timeline.nodes }}
        rows={6}
        empty={{ when: (events) => events.length === 0, face: <Empty title="Nothing has happened yet" /> }}
      >
        {(events) => (
          <ul>
            {events.map((event) => (
              <EventItem key={event.id} event={event}>
                <Changes changes={event.changes} isEdit={event.action === 'client.updated'} />
              </EventItem>
            ))}
          </ul>
        )}
      </Faces>
    </Panel>
  );
}
