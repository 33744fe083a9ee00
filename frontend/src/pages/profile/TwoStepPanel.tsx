import { lazy, Suspense, useState } from 'react';
import { type OwnTwoStepFragment, TurnOffTotpDocument } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { part } from '@/lib/parts';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { RenewCodes } from '@/pages/profile/RenewCodes';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { say } from '@/ui/toastList';
import '@/pages/profile/twoStep.css';

const EnrolDialog = lazy(() => part(() => import('@/pages/profile/EnrolDialog')));

const FEW = 3;

/** A code beside the password: set up, recovered, turned off. */
export function TwoStepPanel({ staff: { totpAt, recoveryCodesLeft } }: { staff: OwnTwoStepFragment }) {
  const [open, setOpen] = useState<'enrol' | 'renew' | 'off'>();
  const close = () => setOpen(undefined);
  const left = recoveryCodesLeft ?? 0;
  return (
    <Panel title="Two-step sign-in">
      <div className="stack">
        <p className="row">
          <Badge tone={totpAt ? 'good' : 'neutral'}>{totpAt ? 'On' : 'Off'}</Badge>
          <span className="muted">
            {totpAt ? (
              <>
                since <Time at={totpAt} />, {counted(left, 'recovery code')} left
              </>
            ) : (
              'Signing in then also asks for a code that an app on your phone shows.'
            )}
          </span>
        </p>
        {totpAt && left < FEW && <Notice tone="warn">Make new recovery codes before the last one is used.</Notice>}
        <div className="row">
          {totpAt ? (
            <>
              <Button onClick={() => setOpen('renew')}>New recovery codes</Button>
              <Button look="danger" onClick={() => setOpen('off')}>
                Turn off
              </Button>
            </>
          ) : (
            <Button onClick={() => setOpen('enrol')}>Set up</Button>
          )}
        </div>
      </div>
      {open === 'enrol' && (
        <Suspense fallback={null}>
          <EnrolDialog onClose={close} />
        </Suspense>
      )}
      {open === 'renew' && <RenewCodes onClose={close} />}
      {open === 'off' && <TurnOff onClose={close} />}
    </Panel>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const act = async () => {
    const { turnOffTotp: answer } = await ask(TurnOffTotpDocument, {});
    if (answer.__typename !== 'Staff') return refusalOf(answer);
    say('Two-step sign-in is off');
    onClose();
    await queryClient.invalidateQueries();
    return undefined;
  };
  return (
    <ConfirmDialog title="Turn it off?" act="Turn off two-step sign-in" onAct={act} onClose={onClose}>
      <p>You sign in by your password alone again. The app's entry and your recovery codes stop working.</p>
    </ConfirmDialog>
  );
}
