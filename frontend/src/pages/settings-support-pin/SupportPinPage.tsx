import { useState } from 'react';
import { Unsaved } from '@/features/unsaved/Unsaved';
import { type PinSettingFragment, SaveSupportPinSettingDocument, SupportPinSettingDocument } from '@/generated/graphql';
import { keyOf, useAnswer } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { Switch } from '@/ui/Switch';
import { say } from '@/ui/toastList';
import '@/pages/settings-support-pin/supportPin.css';

/** Whether callers prove themselves by a PIN, and how long one lasts. */
export function SupportPinPage() {
  const asked = useAnswer(SupportPinSettingDocument, {});
  return (
    <>
      <PageHeader title="Support PIN" windowTitle="Support PIN - Settings" crumbs="Settings" />
      <div className="stack">
        <p className="muted">
          Six digits in a client’s account at the store. Whoever calls reads them out; you check them with Verify PIN.
        </p>
        <section className="panel" aria-label="Support PINs">
          <Faces asked={asked} rows={5}>
            {({ supportPinSetting }) => <Setting key={supportPinSetting.version} kept={supportPinSetting} />}
          </Faces>
        </section>
      </div>
    </>
  );
}

function Setting({ kept }: { kept: PinSettingFragment }) {
  const [isOn, switchTo] = useState(kept.isOn);
  const [hours, setHours] = useState(String(kept.intervalHours));
  const isDirty = isOn !== kept.isOn || hours !== String(kept.intervalHours);
  const { run, forgive, waiting, refused } = useAct(async () => {
    const intervalHours = /^\d{1,6}$/.test(hours.trim()) ? Number(hours) : 0;
    const input = { isOn, intervalHours, version: kept.version };
    const { saveSupportPinSetting: saved } = await ask(SaveSupportPinSettingDocument, { input });
    if (saved.__typename !== 'SupportPinSetting') return refusalOf(saved);
    queryClient.setQueryData(keyOf(SupportPinSettingDocument, {}), { supportPinSetting: saved });
    say(saved.isOn ? 'Saved' : 'Support PINs are switched off');
    void queryClient.invalidateQueries();
    return undefined;
  });
  const discard = () => {
    switchTo(kept.isOn);
    setHours(String(kept.intervalHours));
    forgive('intervalHours');
  };
  return (
    <Form className="form pin-setting" refused={refused} onForgive={forgive} onSubmit={() => void run()}>
      <Switch
        label="Support PINs"
        checked={isOn}
        hint={isOn ? `${counted(kept.liveCount, 'client')} with a PIN now.` : whenOff(kept)}
        onChange={(event) => switchTo(event.target.checked)}
      />
      <TextField
        label="Hours that a PIN lasts"
        name="intervalHours"
        inputMode="numeric"
        value={hours}
        error={refused?.faults.get('intervalHours')}
        hint="1 to 720. A shorter time also shortens the PINs that there are now."
        onChange={(event) => setHours(event.target.value)}
      />
      <Unsaved
        words={isDirty ? 'Changes not saved' : null}
        waiting={waiting}
        onSave={() => void run()}
        onDiscard={discard}
      />
    </Form>
  );
}

const whenOff = ({ isOn, liveCount }: PinSettingFragment) =>
  isOn
    ? `Saving voids every PIN at once (${counted(liveCount, 'client')} with one now), and nobody can be verified by one until this is on again.`
    : 'There are no PINs, and nobody can be verified by one.';
