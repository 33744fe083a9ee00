import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import {
  type CustomFieldListedFragment,
  DefineCustomFieldDocument,
  UpdateCustomFieldDocument,
} from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { type Refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { changeOf, type Draft, draftOf, inputOf } from '@/pages/settings-custom-fields/draft';
import { FieldForm } from '@/pages/settings-custom-fields/FieldForm';
import { Preview } from '@/pages/settings-custom-fields/Preview';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { LeaveDialog } from '@/ui/LeaveDialog';
import { say } from '@/ui/toastList';

interface Props {
  /** The field to change; a new one without it. */
  field?: CustomFieldListedFragment;
  onClose: () => void;
}

/** Defines a custom field, or changes one, beside what it will look like. */
export default function FieldDialog({ field, onClose }: Props) {
  const begun = useRef(draftOf(field));
  const finished = useRef(false);
  const [draft, setDraft] = useState<Draft>(begun.current);
  const isDirty = () => !finished.current && JSON.stringify(draft) !== JSON.stringify(begun.current);
  const leaving = useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true });
  const save = useAct(async (): Promise<Refusal | undefined> => {
    const refused = await saved(field, draft);
    if (refused) return refused;
    finished.current = true;
    say(field ? `${draft.label} changed` : `${draft.label} defined`);
    await queryClient.invalidateQueries();
    onClose();
    return undefined;
  });
  return (
    <Dialog title={field ? `Change ${field.label}` : 'Define field'} onClose={onClose}>
      <Form className="" onSubmit={save.run} refused={save.refused} onForgive={save.forgive}>
        <DialogBody>
          <div className="custom-editor">
            <FieldForm field={field} draft={draft} onChange={setDraft} faults={save.refused?.faults} />
            <Preview draft={draft} />
          </div>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" waiting={save.waiting}>
            {field ? 'Save field' : 'Define field'}
          </Button>
        </DialogFoot>
      </Form>
      {leaving.status === 'blocked' && (
        <LeaveDialog title="Leave without saving the field?" onKeep={leaving.reset} onDiscard={leaving.proceed} />
      )}
    </Dialog>
  );
}

async function saved(field: Props['field'], draft: Draft): Promise<Refusal | undefined> {
  const answer = field
    ? (await ask(UpdateCustomFieldDocument, { input: changeOf(field.id, draft) })).updateCustomField
    : (await ask(DefineCustomFieldDocument, { input: inputOf(draft) })).defineCustomField;
  return answer.__typename === 'CustomField' ? undefined : refusalOf(answer);
}
