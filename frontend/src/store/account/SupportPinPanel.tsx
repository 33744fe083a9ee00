import { OwnSupportPinDocument, RenewOwnSupportPinDocument } from '@/generated/graphql';
import { ServerError } from '@/lib/errors';
import { formatMinute, formatPin } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { DOOR } from '@/store/door';
import { useAsked } from '@/store/useAsked';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Faces, Panel } from '@/ui/Panel';

/** The six digits that prove to support who is calling; nobody else who acts in the account is shown them. */
export function SupportPinPanel() {
  const asked = useAsked(OwnSupportPinDocument, {});
  const { run, waiting, refused } = useAct(async () => {
    const { regenerateSupportPin } = await ask(RenewOwnSupportPinDocument, {}, DOOR);
    if (regenerateSupportPin.__typename !== 'SupportPin') return refusal('No other PIN could be made just now.');
    await asked.refetch();
    return undefined;
  });
  const isAnothers = asked.error instanceof ServerError && asked.error.code === 'FORBIDDEN';
  return (
    <Panel title="Support PIN">
      {isAnothers ? (
        <p className="muted">Only the owner of this account is shown the PIN.</p>
      ) : (
        <Faces asked={asked} rows={3}>
          {({ revealSupportPin: own }) =>
            own.__typename === 'SupportPin' ? (
              <div className="store-pin">
                {refused && (
                  <Notice tone="bad" live>
                    {refused.sentence}
                  </Notice>
                )}
                <p className="store-pin-digits" role="status">
                  {formatPin(own.pin)}
                </p>
                <p className="muted">
                  Read it out when you call support, so that we know it is you. Valid until{' '}
                  {formatMinute(own.validUntil)}.
                </p>
                <Button waiting={waiting} onClick={() => void run()}>
                  Regenerate
                </Button>
              </div>
            ) : (
              <p className="muted">This store does without support PINs just now.</p>
            )
          }
        </Faces>
      )}
    </Panel>
  );
}
