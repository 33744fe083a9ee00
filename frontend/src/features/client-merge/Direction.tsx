import { ArrowLeftRight, ArrowRight } from 'lucide-react';
import { Fragment } from 'react';
import { partyWords } from '@/features/client-merge/words';
import { ClientLink } from '@/features/clients/ClientLink';
import type { MergePartyFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';

interface Props {
  sources: MergePartyFragment[];
  survivor: MergePartyFragment | undefined;
  onSwap: () => void;
}

/** Who closes and who stays. */
export function Direction({ sources, survivor, onSwap }: Props) {
  return (
    <div className="merge-direction">
      <p>
        <span className="muted">Moves everything of</span>{' '}
        {sources.map((one, place) => (
          <Fragment key={one.id}>
            {place > 0 && ', '}
            <ClientLink id={one.id}>
              <bdi>{partyWords(one)}</bdi>
            </ClientLink>
          </Fragment>
        ))}
      </p>
      <ArrowRight size={20} aria-hidden="true" />
      <p>
        <span className="muted">into</span>{' '}
        {survivor ? (
          <ClientLink id={survivor.id}>
            <strong>
              <bdi>{partyWords(survivor)}</bdi>
            </strong>
          </ClientLink>
        ) : (
          <em className="muted">not chosen yet</em>
        )}
        {survivor && <span className="muted"> · stays</span>}
      </p>
      {survivor && sources.length === 1 && (
        <Button onClick={onSwap}>
          <ArrowLeftRight size={16} aria-hidden="true" /> Swap
        </Button>
      )}
    </div>
  );
}
