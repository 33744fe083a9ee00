import { useState } from 'react';
import {
  RegenerateSupportPinDocument,
  RevealSupportPinDocument,
  type RevealSupportPinMutation,
} from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { formatMinute, formatPin } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';

type Told = Extract<RevealSupportPinMutation['revealSupportPin'], { __typename: 'SupportPin' }>;

/** Tells the client's PIN, which is written down, and makes another. */
export function RevealPart({ clientId }: { clientId: string }) {
  const [told, tell] = useState<Told>();
  const { run, waiting, refused } = useAct(async (isNew: boolean) => {
    const input = { clientId };
    const answer = isNew
      ? (await ask(RegenerateSupportPinDocument, { input })).regenerateSupportPin
      : (await ask(RevealSupportPinDocument, { input })).revealSupportPin;
    if (answer.__typename !== 'SupportPin') return refusal(answer.message);
    tell(answer);
    void clientChanged(clientId);
    return undefined;
  });
  return (
    <section className="pin-part" aria-label="The PIN itself">
      <h3>The PIN itself</h3>
      <p className="muted">
        It is written down in the activity that you looked. Never read it out to a caller: let the caller say it.
      </p>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      {told && (
        <div role="status">
          <div className="pin-told">{formatPin(told.pin)}</div>
          <p className="muted">Valid until {formatMinute(told.validUntil)}</p>
        </div>
      )}
      <div className="row">
        {!told && (
          <Button waiting={waiting} onClick={() => void run(false)}>
            Reveal
          </Button>
        )}
        {told && (
          <Button waiting={waiting} onClick={() => void run(true)}>
            Regenerate
          </Button>
        )}
      </div>
    </section>
  );
}
