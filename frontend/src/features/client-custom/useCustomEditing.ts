import { useState } from 'react';
import {
  ClientCustomValuesDocument,
  type CustomFieldLineFragment,
  type CustomValuesFragment,
  UpdateCustomValuesDocument,
} from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { nameOf, type TypedValue, type TypedValues } from '@/lib/customValues';
import { type Clash, changedFields, changeOf, rebased, typedBy } from '@/lib/editedValues';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { type Refusal, refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { say } from '@/ui/toastList';
import { CHANGED_MEANWHILE, undoAct } from '@/ui/undo';

interface Editing {
  /** The client as it was when the form began, or when someone else's changes were last taken in. */
  base: CustomValuesFragment;
  typed: TypedValues;
  clashes: Clash[];
}

/** All custom values of a client in one form: what is typed, what was refused, and what someone else changed in between. */
export function useCustomEditing(
  client: CustomValuesFragment,
  fields: readonly CustomFieldLineFragment[],
  onSaved: () => void,
) {
  const [now, setNow] = useState<Editing>({ base: client, typed: typedBy(client, fields), clashes: [] });
  const before = typedBy(now.base, fields);
  const isChanged = changedFields(before, now.typed, fields).length > 0;

  const act = useAct(async (): Promise<Refusal | undefined> => {
    const answer = await sent(now.base, changeOf(before, now.typed, fields));
    if (answer.__typename === 'Client') {
      await clientChanged(client.id);
      sayChanged(now.base, answer, fields);
      onSaved();
      return undefined;
    }
    if (answer.__typename !== 'StaleVersion') return refusalOf(answer);
    const { client: theirs } = await ask(ClientCustomValuesDocument, { id: client.id });
    if (!theirs) return refusal('This client no longer exists.');
    const next = rebased(before, typedBy(theirs, fields), now.typed, fields);
    setNow({ base: theirs, ...next });
    return refusal(
      next.clashes.length > 0
        ? 'Someone changed the same fields meanwhile. Choose for each, then save again.'
        : 'Someone changed this client meanwhile. Your changes are kept; save again.',
    );
  });

  /** A change of a field forgives its fault and settles its clash. */
  const change = (key: string, value: TypedValue) => {
    act.forgive(nameOf(key));
    setNow((was) => ({
      ...was,
      typed: { ...was.typed, [key]: value },
      clashes: was.clashes.filter((clash) => clash.key !== key),
    }));
  };

  return { ...now, ...act, isChanged, change };
}

async function sent({ id, version }: CustomValuesFragment, customFields: Record<string, unknown>) {
  return (await ask(UpdateCustomValuesDocument, { input: { id, version, customFields } })).updateClient;
}

/** Says how many fields were changed, and offers to take just these back as long as nobody has changed the client since. */
function sayChanged(
  before: CustomValuesFragment,
  after: CustomValuesFragment,
  fields: readonly CustomFieldLineFragment[],
): void {
  const [was, is] = [typedBy(before, fields), typedBy(after, fields)];
  const changed = changedFields(was, is, fields);
  if (changed.length === 0) return;
  const [only] = changed;
  const what = only && changed.length === 1 ? only.label : counted(changed.length, 'custom field');
  const undo = undoAct(async () => {
    const answer = await sent(after, changeOf(is, was, fields));
    if (answer.__typename === 'StaleVersion') return CHANGED_MEANWHILE;
    if (answer.__typename !== 'Client') return `Not undone. ${answer.message}`;
    await clientChanged(after.id);
    return 'Undone: the values are as they were.';
  });
  say(`${what} changed`, [undo]);
}
