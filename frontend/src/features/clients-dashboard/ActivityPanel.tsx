import { useQuery } from '@tanstack/react-query';
import { EventItem } from '@/features/activity/EventItem';
import { ClientLink } from '@/features/clients/ClientLink';
import { ClientNamesDocument, DashboardActivityDocument } from '@/generated/graphql';
import { asking, useAnswer } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';

/** What happened last, whoever did it and to whomever. */
export function ActivityPanel() {
  const answer = useAnswer(DashboardActivityDocument, {});
  const events = answer.data?.clientDashboard.activity;
  const names = useNames(events?.map(({ clientId }) => clientId) ?? []);
  return (
    <Panel title="Latest activity" className="panel-whole">
      <Faces
        asked={{ ...answer, data: events }}
        rows={8}
        empty={{ when: (all) => all.length === 0, face: <Empty title="Nothing has happened yet" /> }}
      >
        {(all) => (
          <ul>
            {all.map((event) => (
              <EventItem
                key={event.id}
                event={event}
                client={
                  <ClientLink id={event.clientId}>
                    <bdi>{names.get(event.clientId) || 'a client'}</bdi>
                  </ClientLink>
                }
              />
            ))}
          </ul>
        )}
      </Faces>
    </Panel>
  );
}

/** Events name clients by id only; their names come with a second request, once it is known which. */
function useNames(ids: string[]): Map<string, string> {
  const wanted = [...new Set(ids)].sort();
  const answer = useQuery({ ...asking(ClientNamesDocument, { ids: wanted }), enabled: wanted.length > 0 });
  return new Map(answer.data?.clients.nodes.map(({ id, displayName }) => [id, displayName]));
}
