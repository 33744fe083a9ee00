import { useState } from 'react';
import { byDay } from '@/features/activity/byDay';
import { Changes } from '@/features/activity/Changes';
import { EventItem } from '@/features/activity/EventItem';
import { EVENT_KINDS } from '@/features/activity/kinds';
import { ClientTimelineDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { SelectField } from '@/ui/Field';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import '@/features/activity/activity.css';

const PAGE = 50;

/** All that ever happened to a client, newest first, day by day; it can be narrowed to one kind of act. */
export function Timeline({ clientId }: { clientId: string }) {
  const [kind, setKind] = useState('');
  const actions = EVENT_KINDS.find(({ key }) => key === kind)?.actions ?? null;
  const asked = usePages(
    ClientTimelineDocument,
    { id: clientId, first: PAGE, actions },
    ({ client }) => client?.timeline,
  );
  return (
    <Panel title="Activity" className="timeline">
      <SelectField label="Show" value={kind} onChange={(event) => setKind(event.target.value)}>
        <option value="">Everything</option>
        {EVENT_KINDS.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </SelectField>
      <Faces
        asked={{ ...asked, data: asked.nodes }}
        rows={8}
        empty={{
          when: (events) => events.length === 0,
          face: <Empty title="Nothing of this kind has happened yet" />,
        }}
      >
        {(events) => (
          <>
            {byDay(events).map(({ day, heading, items }) => (
              <section key={day} aria-label={heading}>
                <h3 className="timeline-day">{heading}</h3>
                <ul className="events">
                  {items.map((event) => (
                    <EventItem key={event.id} event={event}>
                      <Changes changes={event.changes} isEdit={event.action === 'client.updated'} />
                    </EventItem>
                  ))}
                </ul>
              </section>
            ))}
            <ReadOn paged={asked} label="Show older" />
          </>
        )}
      </Faces>
    </Panel>
  );
}
