import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { MergedBar } from '@/features/client-merge/MergedBar';
import { MergeResult } from '@/features/client-merge/MergeResult';
import { Steps } from '@/features/client-merge/Steps';
import { usePermission } from '@/features/session/session';
import { MergeStandingDocument, MergesDoneDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import type { MergeSearch } from '@/pages/merge/search';
import { Empty } from '@/ui/Empty';
import { focusHeading } from '@/ui/focus';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import '@/features/client-merge/merge.css';

const FROM = '/staff/clients/$clientId/merge';

/** Merging a client into another: chosen, compared, confirmed; and what came of it, which has an address, too. */
export function MergePage() {
  const { clientId } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const may = usePermission('client.merge');
  const standing = useAnswer(MergeStandingDocument, { id: clientId });
  const name = standing.data?.client?.displayName || 'client';
  return (
    <>
      <PageHeader
        title={search.done ? 'Clients merged' : `Merge ${name}`}
        crumbs={
          <Link to="/clients/$clientId/$tab" params={{ clientId, tab: 'overview' }}>
            {name}
          </Link>
        }
      />
      {!may ? (
        <Empty title="You may not merge clients">Ask an administrator for the permission.</Empty>
      ) : search.done && search.into ? (
        <Done into={search.into} mergeId={search.done} />
      ) : (
        <Faces asked={{ ...standing, data: standing.data }} rows={10}>
          {({ client }) => {
            if (client?.status === 'MERGED') return <MergedBar client={client} />;
            if (!client || client.status === 'DELETED') return <Gone />;
            return <Asked clientId={clientId} search={search} />;
          }}
        </Faces>
      )}
    </>
  );
}

function Asked({ clientId, search }: { clientId: string; search: MergeSearch }) {
  const navigate = useNavigate();
  const { into, step } = search;
  const swap = () => {
    if (!into) return;
    const to = { into: clientId, step, take: search.take };
    void navigate({ to: '/clients/$clientId/merge', params: { clientId: into }, search: to });
  };
  const finish = async (done: string) => {
    await navigate({ to: '.', search: { into, done }, replace: true });
    focusHeading();
  };
  return (
    <Steps
      clientId={clientId}
      place={search}
      onGo={(place, replace) =>
        void navigate({ to: '.', search: (now) => ({ ...now, ...place }), replace, resetScroll: false })
      }
      onSwap={swap}
      onDone={finish}
    />
  );
}

/** The result is one of the merges into the client that stays. */
function Done({ into, mergeId }: { into: string; mergeId: string }) {
  const asked = useAnswer(MergesDoneDocument, { into });
  const done = asked.data?.client?.merges.nodes.find(({ id }) => id === mergeId);
  return (
    <Faces
      asked={{ ...asked, data: asked.data && { done } }}
      empty={{ when: (data) => !data.done, face: <Empty title="There is no such merge" /> }}
    >
      {(data) => data.done && <MergeResult done={data.done} />}
    </Faces>
  );
}

const Gone = () => <Empty title="There is no such client">It may have been erased or deleted meanwhile.</Empty>;
