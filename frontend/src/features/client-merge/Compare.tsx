import { Link } from '@tanstack/react-router';
import { type Choices, takenFrom, valuesOf } from '@/features/client-merge/choices';
import { Differences } from '@/features/client-merge/Differences';
import { Direction } from '@/features/client-merge/Direction';
import { together } from '@/features/client-merge/together';
import { countWords, told } from '@/features/client-merge/words';
import { Amounts } from '@/features/orders/Amounts';
import type { MergePartyFragment, MergeSeenFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';

interface Props {
  seen: MergeSeenFragment;
  sources: MergePartyFragment[];
  survivor: MergePartyFragment;
  choices: Choices;
  /** Fields that tell something else than when one looked before; undefined when nobody has changed anything. */
  changed: ReadonlySet<string> | undefined;
  onChoices: (choices: Choices) => void;
  onSwap: () => void;
  onNext: () => void;
}

/** In what they differ, what moves, and what is in the way. */
export function Compare({ seen, sources, survivor, choices, changed, onChoices, onSwap, onNext }: Props) {
  const takeAll = (clientId: string) =>
    onChoices(
      Object.fromEntries(
        seen.conflicts
          .filter((one) => valuesOf(one, survivor.id).some((each) => each.clientId === clientId && each.value !== null))
          .map(({ field }) => [field, clientId]),
      ),
    );
  const place = seen.conflicts.find(({ field }) => field === 'parent');
  // What is in the way is so under the parent that is proposed: under the other it is judged anew.
  const isElsewhere = place && takenFrom(place, survivor.id, choices) !== place.chosen;
  const isStopped = seen.blockers.length > 0 && !isElsewhere;
  return (
    <>
      {changed && (
        <Notice tone="warn" live>
          Something has changed since you looked. What is different now is marked, and there is a new code.
        </Notice>
      )}
      <Direction sources={sources} survivor={survivor} onSwap={onSwap} />
      <Panel
        title="Differs"
        aside={
          seen.conflicts.length > 0 && (
            <div className="merge-all">
              {[...sources, survivor].map(({ id, displayName }) => (
                <Button key={id} look="quiet" onClick={() => takeAll(id)}>
                  Take all of {displayName || 'no name'}
                </Button>
              ))}
            </div>
          )
        }
      >
        {seen.conflicts.length === 0 ? (
          <p className="muted">They are the same in everything that can be only once.</p>
        ) : (
          <Differences {...{ seen, sources, survivor, choices, changed, onChoices }} />
        )}
      </Panel>
      <Panel title="Moves">
        <Moves seen={seen} sources={sources} survivor={survivor} />
      </Panel>
      <Panel title="Stops you">
        {seen.blockers.length === 0 ? (
          <p className="muted">Nothing.</p>
        ) : (
          <ul>
            {seen.blockers.map(({ code, message }) => (
              <li key={code}>
                {message}{' '}
                <Link to="/clients/$clientId/$tab" params={{ clientId: survivor.id, tab: 'family' }}>
                  Look at the family
                </Link>
                {place && ', or take another parent above.'}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <div className="merge-foot">
        <Button
          look="primary"
          unavailable={isStopped ? 'Something is in the way: see above.' : undefined}
          onClick={onNext}
        >
          Continue
        </Button>
      </div>
    </>
  );
}

function Moves({ seen, sources, survivor }: Pick<Props, 'seen' | 'sources' | 'survivor'>) {
  const counts = told(seen.moves);
  const paid = together([survivor, ...sources].flatMap(({ lifetimeValue }) => lifetimeValue ?? []));
  const family = [...survivor.children.nodes, ...sources.flatMap(({ children }) => children.nodes)].filter(
    ({ id }) => id !== survivor.id && sources.every((one) => one.id !== id),
  );
  return (
    <ul className="merge-moves">
      {counts.length === 0 && <li className="muted">Nothing but the client itself.</li>}
      {counts.map((one) => (
        <li key={one.kind}>{countWords(one)}</li>
      ))}
      {paid.length > 0 && (
        <li>
          Paid together so far: <Amounts of={paid} />
          {paid.length > 1 && ', each currency by itself'}
        </li>
      )}
      {family.length > 0 && (
        <li>
          Under {survivor.displayName || 'the client that stays'} afterwards:{' '}
          <bdi>{family.map(({ displayName }) => displayName || 'No name').join(', ')}</bdi>
          {family.length >= 5 && ' …'}
        </li>
      )}
    </ul>
  );
}
