import { type Choices, takenFrom, valuesOf } from '@/features/client-merge/choices';
import { valueWords } from '@/features/client-merge/words';
import type { MergeDifferenceFragment, MergePartyFragment, MergeSeenFragment } from '@/generated/graphql';
import { Badge } from '@/ui/Badge';

interface Props {
  seen: MergeSeenFragment;
  sources: MergePartyFragment[];
  survivor: MergePartyFragment;
  choices: Choices;
  changed: ReadonlySet<string> | undefined;
  onChoices: (choices: Choices) => void;
}

/** One row a field, everyone's value side by side, the result at the end; on narrow screens one card a field. */
export function Differences({ seen, sources, survivor, choices, changed, onChoices }: Props) {
  const parties = [...sources, survivor];
  return (
    <div className="merge-table">
      <div className="merge-row merge-heads" aria-hidden="true" style={{ '--parties': parties.length } as object}>
        <span />
        {parties.map((one) => (
          <span key={one.id}>
            <bdi>{one.displayName || 'No name'}</bdi> {one.id === survivor.id ? '(stays)' : '(closes)'}
          </span>
        ))}
        <span>Result</span>
      </div>
      {seen.conflicts.map((one) => (
        <Row
          key={one.field}
          difference={one}
          parties={parties}
          into={survivor.id}
          taken={takenFrom(one, survivor.id, choices)}
          isChanged={changed?.has(one.field) ?? false}
          onTake={(clientId) => onChoices({ ...choices, [one.field]: clientId })}
        />
      ))}
    </div>
  );
}

interface RowProps {
  difference: MergeDifferenceFragment;
  parties: MergePartyFragment[];
  into: string;
  taken: string;
  isChanged: boolean;
  onTake: (clientId: string) => void;
}

function Row({ difference, parties, into, taken, isChanged, onTake }: RowProps) {
  const values = new Map(valuesOf(difference, into).map((one) => [one.clientId, one.value]));
  const mustBeThere = difference.field.startsWith('default');
  return (
    <fieldset className="merge-row" style={{ '--parties': parties.length } as object}>
      <legend>
        {difference.label} {isChanged && <Badge tone="warn">Changed</Badge>}
      </legend>
      {parties.map(({ id, displayName }) => {
        const words = valueWords(values.get(id));
        const isPossible = words !== undefined || !mustBeThere;
        return (
          <label key={id} className="choice">
            <input
              type="radio"
              name={difference.field}
              checked={taken === id}
              disabled={!isPossible}
              onChange={() => onTake(id)}
            />
            <span>
              <span className="merge-whose">{displayName || 'No name'}: </span>
              {words === undefined ? <em className="muted">empty</em> : <bdi>{words}</bdi>}
            </span>
          </label>
        );
      })}
      <p className="merge-result" aria-hidden="true">
        <span className="merge-whose">Result: </span>
        <bdi>{valueWords(values.get(taken)) ?? ''}</bdi>
        {difference.field === 'loginEmail' && <span className="muted"> the other becomes an extra address</span>}
      </p>
    </fieldset>
  );
}
