import type { ReactNode } from 'react';
import { useResend } from '@/features/client-login/useResend';
import { ClientLink } from '@/features/clients/ClientLink';
import { ClientName } from '@/features/clients/ClientName';
import { ListLink } from '@/features/clients/ListLink';
import type { ListSearch } from '@/features/clients/listSearch';
import { StatusBadge } from '@/features/clients/StatusBadge';
import { DashboardListsDocument, type DashboardListsQuery, type PersonFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { type Asked, Faces, Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import '@/features/clients-dashboard/people.css';

type Lists = DashboardListsQuery['clientDashboard'];

/** Who came last, who still has to prove an address, who was here last. */
export function PeoplePanels() {
  const answer = useAnswer(DashboardListsDocument, {});
  const asked = { ...answer, data: answer.data?.clientDashboard };
  return (
    <>
      <People title="Newest" asked={asked} of={(lists) => lists.newest} none="No clients yet" all={{}}>
        {(client) => <Time at={client.createdAt} relative />}
      </People>
      <People
        title="Awaiting verification"
        asked={asked}
        of={(lists) => lists.unverified}
        none="Everybody is verified"
        all={{ status: ['UNVERIFIED'] }}
      >
        {(client) =>
          client.viewerCan.resendVerification ? <Resend client={client} /> : <Time at={client.createdAt} relative />
        }
      </People>
      <People
        title="Last active"
        asked={asked}
        of={(lists) => lists.lastActive}
        none="Nobody has logged in yet"
        all={{ sort: '-seen' }}
      >
        {(client) => client.lastLoginAt && <Time at={client.lastLoginAt} relative />}
      </People>
    </>
  );
}

interface PeopleProps {
  title: string;
  asked: Asked<Lists>;
  of: (lists: Lists) => PersonFragment[];
  none: string;
  /** The whole list of which these are the first. */
  all: ListSearch;
  children: (client: PersonFragment) => ReactNode;
}

function People({ title, asked, of, none, all, children }: PeopleProps) {
  return (
    <Panel
      title={title}
      aside={
        <ListLink search={all}>
          See all<span className="visually-hidden">: {title}</span>
        </ListLink>
      }
    >
      <Faces asked={asked} rows={6} empty={{ when: (lists) => of(lists).length === 0, face: <Empty title={none} /> }}>
        {(lists) => (
          <ul className="people">
            {of(lists).map((client) => (
              <li key={client.id}>
                <ClientLink id={client.id} className="people-name">
                  <ClientName name={client.displayName} />
                </ClientLink>
                <StatusBadge status={client.status} />
                <span className="people-end muted">{children(client)}</span>
              </li>
            ))}
          </ul>
        )}
      </Faces>
    </Panel>
  );
}

function Resend({ client }: { client: PersonFragment }) {
  const { resend, waiting } = useResend(client.id);
  return (
    <Button look="quiet" waiting={waiting} aria-label={`Resend verification to ${client.displayName}`} onClick={resend}>
      Resend
    </Button>
  );
}
