import { useRef } from 'react';
import { Find, type Verb } from '@/features/client-merge/Find';
import { partyWords } from '@/features/client-merge/words';
import type { MergePartyFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';

/** As many as the server merges at once. */
const MOST_SOURCES = 10;
const ADD: Verb = ['Add', 'Added'];

interface Props {
  sources: MergePartyFragment[];
  survivor: MergePartyFragment | undefined;
  /** The ids of those who are merged beside the first. */
  onFurther: (ids: string[]) => void;
}

/** Who else moves into the client that stays, in the same merge. */
export function FurtherSources({ sources, survivor, onFurther }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [first, ...further] = sources;
  const ids = further.map(({ id }) => id);
  const isFull = sources.length >= MOST_SOURCES;
  const without = new Set([first?.id, survivor?.id].filter((id) => id !== undefined));
  const remove = (id: string) => onFurther(ids.filter((one) => one !== id));
  const pick = (id: string) => {
    if (ids.includes(id)) remove(id);
    else onFurther([...ids, id]);
  };
  return (
    <Panel title="Merged as well">
      {further.length > 0 && (
        <ul className="merge-found" aria-label="Merged as well">
          {further.map((one) => (
            <li key={one.id}>
              <bdi>{partyWords(one)}</bdi>
              <Button
                onClick={() => {
                  remove(one.id);
                  field.current?.focus();
                }}
              >
                Remove<span className="visually-hidden"> {partyWords(one)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Find
        what="Clients to merge as well"
        chosen={new Set(ids)}
        without={without}
        verb={ADD}
        unavailable={isFull ? `At most ${MOST_SOURCES} clients can be merged at once.` : undefined}
        field={field}
        onPick={pick}
      />
    </Panel>
  );
}
