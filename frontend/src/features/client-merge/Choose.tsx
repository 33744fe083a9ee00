import { reasonWords } from '@/features/client-duplicates/reasonWords';
import { Direction } from '@/features/client-merge/Direction';
import { Find, Pick } from '@/features/client-merge/Find';
import { FurtherSources } from '@/features/client-merge/FurtherSources';
import { ClientDuplicatesDocument, type MergePartyFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';

interface Props {
  sources: MergePartyFragment[];
  survivor: MergePartyFragment | undefined;
  onChoose: (id: string) => void;
  /** The ids of those who are merged beside the first. */
  onFurther: (ids: string[]) => void;
  onSwap: () => void;
  onNext: () => void;
}

/** Into whom: those who look alike first, else whoever is searched for. */
export function Choose({ sources, survivor, onChoose, onFurther, onSwap, onNext }: Props) {
  const ids = new Set(sources.map(({ id }) => id));
  return (
    <>
      <Direction sources={sources} survivor={survivor} onSwap={onSwap} />
      {sources[0] && <Lookalikes clientId={sources[0].id} chosen={survivor?.id} without={ids} onChoose={onChoose} />}
      <Panel title="Client that stays">
        <Find what="Client that stays" chosen={new Set(survivor && [survivor.id])} without={ids} onPick={onChoose} />
      </Panel>
      <FurtherSources sources={sources} survivor={survivor} onFurther={onFurther} />
      <div className="merge-foot">
        <Button
          look="primary"
          unavailable={survivor ? undefined : 'Choose the client that stays first.'}
          onClick={onNext}
        >
          Compare
        </Button>
      </div>
    </>
  );
}

interface LookalikesProps {
  clientId: string;
  chosen: string | undefined;
  without: ReadonlySet<string>;
  onChoose: (id: string) => void;
}

function Lookalikes({ clientId, chosen, without, onChoose }: LookalikesProps) {
  const asked = useAnswer(ClientDuplicatesDocument, { id: clientId });
  const found = (asked.data?.possibleDuplicates ?? []).filter(({ dismissedAt }) => dismissedAt === null);
  if (found.length === 0) return null;
  return (
    <Panel title="Looks like the same client">
      <ul className="merge-found">
        {found.map(
          ({ client, reasons }) =>
            client &&
            !without.has(client.id) && (
              <Pick
                key={client.id}
                {...client}
                why={reasonWords(reasons)}
                isChosen={client.id === chosen}
                onPick={onChoose}
              />
            ),
        )}
      </ul>
    </Panel>
  );
}
