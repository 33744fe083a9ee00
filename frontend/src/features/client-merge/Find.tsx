import { useQuery } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { numberWords } from '@/features/clients/words';
import { type PaletteClientFragment, PaletteClientsDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/Failed';
import { SearchField } from '@/ui/SearchField';

/** What the button of somebody found says, before and after it was pressed. */
export type Verb = readonly [before: string, after: string];

const CHOOSE: Verb = ['Choose', 'Chosen'];

interface Props {
  what: string;
  chosen: ReadonlySet<string>;
  /** Never offered. */
  without: ReadonlySet<string>;
  verb?: Verb;
  /** Why nobody else can be pressed for now. */
  unavailable?: string;
  field?: RefObject<HTMLInputElement | null>;
  onPick: (id: string) => void;
}

/** Clients found by what is typed, each with a button. */
export function Find({ what, chosen, without, verb, unavailable, field, onPick }: Props) {
  const [term, setTerm] = useState('');
  const asked = useQuery({ ...asking(PaletteClientsDocument, { term }), enabled: term !== '' });
  const found = (asked.data?.searchClients ?? [])
    .map(({ client }) => client)
    .filter((one): one is PaletteClientFragment => one !== null && !without.has(one.id));
  return (
    <>
      <div className="merge-search">
        <SearchField what={what} placeholder="Name, e-mail, number …" value={term} onSearch={setTerm} field={field} />
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
            isChosen={chosen.has(one.id)}
            verb={verb}
            unavailable={unavailable}
            onPick={onPick}
          />
        ))}
      </ul>
    </>
  );
}

interface PickProps {
  id: string;
  displayName: string;
  number: number;
  why: string;
  isChosen: boolean;
  verb?: Verb;
  unavailable?: string;
  onPick: (id: string) => void;
}

/** One client to press for, and why it is offered. */
export function Pick({ id, displayName, number, why, isChosen, verb = CHOOSE, unavailable, onPick }: PickProps) {
  return (
    <li>
      <div>
        <bdi>{displayName || 'No name'}</bdi> <span className="muted">{numberWords(number)}</span>
        <p className="muted">{why}</p>
      </div>
      <Button aria-pressed={isChosen} unavailable={isChosen ? undefined : unavailable} onClick={() => onPick(id)}>
        {isChosen ? verb[1] : verb[0]}
        <span className="visually-hidden"> {displayName || 'No name'}</span>
      </Button>
    </li>
  );
}
