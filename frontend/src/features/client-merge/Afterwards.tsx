import { type Choices, takenFrom, valuesOf } from '@/features/client-merge/choices';
import { valueWords } from '@/features/client-merge/words';
import type { MergePartyFragment, MergeSeenFragment } from '@/generated/graphql';

interface Props {
  seen: MergeSeenFragment;
  sources: MergePartyFragment[];
  survivor: MergePartyFragment;
  choices: Choices;
}

/** What the survivor will be in all that they differ in, and whose each value is. */
export function Afterwards({ seen, sources, survivor, choices }: Props) {
  if (seen.conflicts.length === 0) return null;
  const names = new Map([...sources, survivor].map(({ id, displayName }) => [id, displayName || 'No name']));
  return (
    <section aria-labelledby="merge-afterwards">
      <h3 id="merge-afterwards" className="field-label">
        {survivor.displayName || 'The client'} afterwards
      </h3>
      <dl className="merge-afterwards">
        {seen.conflicts.map((one) => {
          const taken = takenFrom(one, survivor.id, choices);
          const words = valueWords(valuesOf(one, survivor.id).find(({ clientId }) => clientId === taken)?.value);
          return (
            <div key={one.field}>
              <dt>{one.label}</dt>
              <dd>
                {words === undefined ? <em className="muted">empty</em> : <bdi>{words}</bdi>}{' '}
                <span className="muted">
                  of <bdi>{names.get(taken)}</bdi>
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
