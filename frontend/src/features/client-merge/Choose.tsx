import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reasonWords } from '@/features/client-duplicates/reasonWords';
import { Direction } from '@/features/client-merge/Direction';
import { numberWords } from '@/features/clients/words';
import {
  ClientDuplicatesDocument,
  type MergePartyFragment,
  type PaletteClientFragment,
  PaletteClientsDocument,
} from '@/generated/graphql';
import { asking, useAnswer } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/Failed';
import { Panel } from '@/ui/Panel';
import { SearchField } from '@/ui/SearchField';

interface Props {
  sources: MergePartyFragment[];
  survivor: MergePartyFragment | undefined;
  onChoose: (id: string) => void;
  onSwap: () => void;
  onNext: () => void;
}

/** Into whom: those who look alike first, else whoever is searched for. */
export function Choose({ sources, survivor, onChoose, onSwap, onNext }: Props) {
  const ids = new Set(sources.map(({ id }) => id));
  return (
    <>
      <Direction sources={sources} survivor={survivor} onSwap={onSwap} />
      {sources[0] && <Lookalikes clientId={sources[0].id} chosen={survivor?.id} without={ids} onChoose={onChoose} />}
      <Search chosen={survivor?.id} without={ids} onChoose={onChoose} />
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

interface PickProps {
  chosen: string | undefined;
  without: ReadonlySet<string>;
  onChoose: (id: string) => void;
}

function Lookalikes({ clientId, chosen, without, onChoose }: PickProps & { clientId: string }) {
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
                onChoose={onChoose}
              />
            ),
        )}
      </ul>
    </Panel>
  );
}

function Search({ chosen, without, onChoose }: PickProps) {
  const [term, setTerm] = useState('');
  const asked = useQuery({ ...asking(PaletteClientsDocument, { term }), enabled: term !== '' });
  const found = (asked.data?.searchClients ?? [])
    .map(({ client }) => client)
    .filter((one): one is PaletteClientFragment => one !== null && !without.has(one.id));
  return (
    <Panel title="Another client">
      <div className="merge-search">
        <SearchField what="Client that stays" placeholder="Name, e-mail, number …" value={term} onSearch={setTerm} />
      </div>
      {asked.error && <Failed error={asked.error} onRetry={asked.refetch} brief />}
      <p role="status" className={found.length > 0 ? 'visually-hidden' : 'muted'}>
        {term === '' || asked.isPending ? '' : found.length === 0 ? 'Nobody is found.' : `${found.length} found`}
      </p>
      <ul className="merge-found">
        {found.map((one) => (
          <Pick
            key={one.id}
            {...one}
            why={one.loginEmail ?? one.defaultEmail?.address ?? ''}
            isChosen={one.id === chosen}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface PickedProps {
  id: string;
  displayName: string;
  number: number;
  why: string;
  isChosen: boolean;
  onChoose: (id: string) => void;
}

function Pick({ id, displayName, number, why, isChosen, onChoose }: PickedProps) {
  return (
    <li>
      <div>
        <bdi>{displayName || 'No name'}</bdi> <span className="muted">{numberWords(number)}</span>
        <p className="muted">{why}</p>
      </div>
      <Button aria-pressed={isChosen} onClick={() => onChoose(id)}>
        {isChosen ? 'Chosen' : 'Choose'}
        <span className="visually-hidden"> {displayName}</span>
      </Button>
    </li>
  );
}
