import { useState } from 'react';
import { Choose } from '@/features/client-merge/Choose';
import { Compare } from '@/features/client-merge/Compare';
import { Confirm } from '@/features/client-merge/Confirm';
import { changedFields, readChoices, writeChoices } from '@/features/client-merge/choices';
import { Previewed } from '@/features/client-merge/Previewed';
import { Stepper } from '@/features/client-merge/Stepper';
import { usePermission } from '@/features/session/session';
import { MergePartiesDocument, MergePreviewedDocument, type MergeSeenFragment } from '@/generated/graphql';
import { asking, useAnswer } from '@/lib/asking';
import { queryClient } from '@/lib/queryClient';
import { Faces } from '@/ui/Panel';

/** What the address holds of a merge that is not done yet. */
interface Place {
  into?: string;
  also?: string;
  step?: 'choose' | 'compare' | 'confirm';
  take?: string;
}

interface Props {
  clientId: string;
  place: Place;
  /** @param replace whether Back shall not come here again. */
  onGo: (to: Place, replace?: boolean) => void;
  onSwap: () => void;
  onDone: (mergeId: string) => Promise<void>;
}

/** The three steps. All that was chosen stands in the address, so that neither Back nor a reload loses it. */
export function Steps({ clientId, place, onGo, onSwap, onDone }: Props) {
  const { into, also, take, step = into ? 'compare' : 'choose' } = place;
  const [changed, setChanged] = useState<ReadonlySet<string>>();
  const sourceIds = [clientId, ...(also?.split(',') ?? []).filter((id) => id !== into)];
  const parties = useAnswer(MergePartiesDocument, {
    ids: [...sourceIds, ...(into ? [into] : [])],
    seesMoney: usePermission('order.read'),
  });
  const known = new Map(parties.data?.clients.nodes.map((one) => [one.id, one]));
  const sources = sourceIds.flatMap((id) => known.get(id) ?? []);
  const survivor = into ? known.get(into) : undefined;
  const choices = readChoices(take);
  const canSwap = sourceIds.length === 1 && survivor !== undefined && into !== clientId;
  const onStale = async (before: MergeSeenFragment) => {
    const document = asking(MergePreviewedDocument, { sourceIds, into: into ?? '' });
    const { mergePreview: now } = await queryClient.fetchQuery({ ...document, staleTime: 0 });
    setChanged(now.__typename === 'MergePreview' ? changedFields(before, now) : new Set());
    onGo({ step: 'compare' }, true);
  };
  return (
    <>
      <Stepper current={step} hasInto={into !== undefined} onGo={(next) => onGo({ step: next })} />
      <Faces asked={parties}>
        {() =>
          step === 'choose' || !into ? (
            <Choose
              sources={sources}
              survivor={into === clientId ? undefined : survivor}
              onChoose={(id) => onGo({ into: id, step: 'choose' })}
              onFurther={(ids) => onGo({ also: ids.join(',') || undefined, step: 'choose' })}
              onSwap={onSwap}
              onNext={() => onGo({ step: 'compare' })}
            />
          ) : (
            <Previewed
              sourceIds={sourceIds}
              into={into}
              onSwap={canSwap ? onSwap : undefined}
              onChooseAgain={() => onGo({ step: 'choose' })}
            >
              {(seen) =>
                survivor &&
                (step === 'compare' ? (
                  <Compare
                    {...{ seen, sources, survivor, choices, changed, onSwap }}
                    onChoices={(wished) => onGo({ take: writeChoices(wished) }, true)}
                    onNext={() => onGo({ step: 'confirm' })}
                  />
                ) : (
                  <Confirm
                    {...{ seen, sources, survivor, choices, onDone }}
                    onBack={() => onGo({ step: 'compare' })}
                    onStale={() => onStale(seen)}
                  />
                ))
              }
            </Previewed>
          )
        }
      </Faces>
    </>
  );
}
