import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Choose } from '@/features/client-merge/Choose';
import { Compare } from '@/features/client-merge/Compare';
import { Confirm } from '@/features/client-merge/Confirm';
import { type Choices, changedFields } from '@/features/client-merge/choices';
import { MergeResult } from '@/features/client-merge/MergeResult';
import { Stepper } from '@/features/client-merge/Stepper';
import { usePermission } from '@/features/session/session';
import {
  type MergeDoneFragment,
  MergePartiesDocument,
  MergePreviewedDocument,
  type MergeSeenFragment,
} from '@/generated/graphql';
import { asking, useAnswer } from '@/lib/asking';
import { queryClient } from '@/lib/queryClient';
import type { MergeSearch } from '@/pages/merge/search';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import '@/features/client-merge/merge.css';

/** Merging a client into another: chosen, compared, confirmed. What was chosen survives every step back. */
export function MergePage() {
  const { clientId } = useParams({ from: '/staff/clients/$clientId/merge' });
  const { into, also, step = into ? 'compare' : 'choose' } = useSearch({ from: '/staff/clients/$clientId/merge' });
  const navigate = useNavigate();
  const [choices, setChoices] = useState<Choices>({});
  const [changed, setChanged] = useState<ReadonlySet<string>>();
  const [done, setDone] = useState<MergeDoneFragment>();
  const sourceIds = [clientId, ...(also?.split(',') ?? [])].filter((id) => id !== into);
  const parties = useAnswer(MergePartiesDocument, {
    ids: [...sourceIds, ...(into ? [into] : [])],
    seesMoney: usePermission('order.read'),
  });
  const known = new Map(parties.data?.clients.nodes.map((one) => [one.id, one]));
  const sources = sourceIds.flatMap((id) => known.get(id) ?? []);
  const survivor = into ? known.get(into) : undefined;
  const go = (search: MergeSearch) =>
    void navigate({ to: '.', search: (now) => ({ ...now, ...search }), resetScroll: false });
  const swap = () => {
    if (!into) return;
    void navigate({ to: '/clients/$clientId/merge', params: { clientId: into }, search: { into: clientId, step } });
  };
  const onStale = async (before: MergeSeenFragment) => {
    const document = asking(MergePreviewedDocument, { sourceIds, into: into ?? '' });
    const { mergePreview: now } = await queryClient.fetchQuery({ ...document, staleTime: 0 });
    setChanged(now.__typename === 'MergePreview' ? changedFields(before, now) : new Set());
    go({ step: 'compare' });
  };
  const name = sources[0]?.displayName || 'client';
  return (
    <>
      <PageHeader
        title={done ? 'Clients merged' : `Merge ${name}`}
        crumbs={
          <Link to="/clients/$clientId/$tab" params={{ clientId, tab: 'overview' }}>
            {name}
          </Link>
        }
      />
      {done && survivor ? (
        <MergeResult done={done} sources={sources} survivor={survivor} />
      ) : (
        <>
          <Stepper current={step} hasInto={into !== undefined} onGo={(next) => go({ step: next })} />
          <Faces asked={parties} empty={{ when: () => sources.length === 0, face: <Gone /> }}>
            {() =>
              step === 'choose' || !into || !survivor ? (
                <Choose
                  sources={sources}
                  survivor={survivor}
                  onChoose={(id) => go({ into: id, step: 'choose' })}
                  onFurther={(ids) => go({ also: ids.join(',') || undefined, step: 'choose' })}
                  onSwap={swap}
                  onNext={() => go({ step: 'compare' })}
                />
              ) : (
                <Previewed sourceIds={sourceIds} into={into}>
                  {(seen) =>
                    step === 'compare' ? (
                      <Compare
                        {...{ seen, sources, survivor, choices, changed }}
                        onChoices={setChoices}
                        onSwap={swap}
                        onNext={() => go({ step: 'confirm' })}
                      />
                    ) : (
                      <Confirm
                        {...{ seen, sources, survivor, choices }}
                        onBack={() => go({ step: 'compare' })}
                        onStale={() => onStale(seen)}
                        onDone={setDone}
                      />
                    )
                  }
                </Previewed>
              )
            }
          </Faces>
        </>
      )}
    </>
  );
}

const Gone = () => <Empty title="There is no such client">It may have been merged or deleted meanwhile.</Empty>;

interface PreviewedProps {
  sourceIds: string[];
  into: string;
  children: (seen: MergeSeenFragment) => React.ReactNode;
}

/** What the merge would do, or why it cannot be. */
function Previewed({ sourceIds, into, children }: PreviewedProps) {
  const begun = useRef(Date.now());
  const asked = useAnswer(MergePreviewedDocument, { sourceIds, into });
  const isOld = asked.dataUpdatedAt < begun.current && asked.isFetching;
  return (
    <Faces asked={{ ...asked, isPlaceholderData: asked.isPlaceholderData || isOld }} rows={10}>
      {({ mergePreview: seen }) =>
        seen.__typename === 'MergePreview' ? (
          children(seen)
        ) : (
          <Empty title="These cannot be merged">{seen.message}</Empty>
        )
      }
    </Faces>
  );
}
