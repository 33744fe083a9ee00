import { useBlocker } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { CustomParts } from '@/features/add-client/CustomParts';
import { Lookalikes } from '@/features/add-client/Lookalikes';
import { MainFields } from '@/features/add-client/MainFields';
import { MoreFields } from '@/features/add-client/MoreFields';
import { Refusal } from '@/features/add-client/Refusal';
import { isMain, readForm, type Typed, toInput } from '@/features/add-client/typed';
import { useAddClient } from '@/features/add-client/useAddClient';
import { useAnnouncement } from '@/features/add-client/useAnnouncement';
import { useCustomFields } from '@/features/custom-fields/known';
import { usePermission } from '@/features/session/session';
import { givenValues, readTyped } from '@/lib/customValues';
import { NO_FAULTS } from '@/lib/faults';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { LeaveDialog } from '@/ui/LeaveDialog';
import '@/features/add-client/addClient.css';

/** Adds one client; what was typed survives every refusal, and leaving it asks first. */
export default function AddClientDialog({ onClose }: { onClose: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const finished = useRef(false);
  const [typed, setTyped] = useState<Typed>({});
  const [allowLogin, setAllowLogin] = useState(true);
  const { fields } = useCustomFields();
  const [moreOpen, openMore] = useState<boolean>();
  const isMoreOpen = moreOpen ?? fields.some(({ required }) => required);
  const mayLookUp = usePermission('client.read');
  const announce = useAnnouncement();
  const { add, forgive, waiting, refused } = useAddClient((client) => {
    finished.current = true;
    onClose();
    void announce(client);
  });
  const isDirty = () => !finished.current && Object.values(typed).some(Boolean);
  const leaving = useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true });
  const faults = refused?.faults ?? NO_FAULTS;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const customFields = givenValues(readTyped(new FormData(event.currentTarget), fields), fields);
    void add({ ...toInput(readForm(event.currentTarget), allowLogin), customFields });
  };
  const change = (event: FormEvent<HTMLFormElement>) => {
    setTyped(readForm(event.currentTarget));
    if ('name' in event.target) forgive(String(event.target.name));
  };
  const allow = (on: boolean) => {
    setAllowLogin(on);
    forgive('email');
  };

  return (
    <Dialog title="Add client" onClose={onClose}>
      <form ref={form} noValidate onSubmit={submit} onInput={change} onKeyDown={submitOnCtrlEnter}>
        <DialogBody>
          {refused && <Refusal key={refused.attempt} refused={refused} form={form} fields={fields} />}
          <MainFields faults={faults} allowLogin={allowLogin} onAllowLogin={allow} />
          <details
            className="add-client-details"
            open={isMoreOpen || [...faults.keys()].some((path) => !isMain(path))}
            onToggle={(event) => openMore(event.currentTarget.open)}
          >
            <summary>Phone, address, language, currency, external id, tags, custom fields</summary>
            <MoreFields faults={faults} />
            <CustomParts fields={fields} faults={faults} />
          </details>
          {mayLookUp && <Lookalikes typed={typed} />}
        </DialogBody>
        <DialogFoot>
          <kbd className="add-client-keys">Ctrl Enter</kbd>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            Add client
          </Button>
        </DialogFoot>
      </form>
      {leaving.status === 'blocked' && (
        <LeaveDialog title="Leave without adding the client?" onKeep={leaving.reset} onDiscard={leaving.proceed} />
      )}
    </Dialog>
  );
}

function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
