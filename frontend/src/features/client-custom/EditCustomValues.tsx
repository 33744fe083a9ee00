import type { KeyboardEvent } from 'react';
import { useCustomEditing } from '@/features/client-custom/useCustomEditing';
import { byFamily } from '@/features/custom-fields/words';
import { LeaveGuard } from '@/features/unsaved/LeaveGuard';
import type { CustomFieldLineFragment, CustomValuesFragment } from '@/generated/graphql';
import { nameOf, valueFrom, valueWords } from '@/lib/customValues';
import { Button } from '@/ui/Button';
import { CustomInput } from '@/ui/CustomInput';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';

interface Props {
  client: CustomValuesFragment;
  fields: CustomFieldLineFragment[];
  onDone: () => void;
}

/** Changes all custom values together; Ctrl Enter saves, Escape leaves what nobody changed. */
export function EditCustomValues({ client, fields, onDone }: Props) {
  const editing = useCustomEditing(client, fields, onDone);
  const { typed, clashes, refused, isChanged, change } = editing;
  const submit = () => (isChanged ? void editing.run() : onDone());
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isChanged) onDone();
  };
  const typeOf = (key: string) => fields.find((field) => field.key === key)?.type ?? 'TEXT';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere in the form
    <div onKeyDown={press}>
      <Form onSubmit={submit} refused={refused}>
        {clashes.length > 0 && (
          <Notice tone="warn">
            <ul className="custom-clashes">
              {clashes.map(({ key, label, theirs }) => (
                <li key={key}>
                  {label}: they chose “{valueWords(typeOf(key), valueFrom(typeOf(key), theirs)) || 'nothing'}”.{' '}
                  <Button look="quiet" onClick={() => change(key, theirs)}>
                    Take theirs
                  </Button>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <div className="custom-families">
          {byFamily(fields).map((family) => (
            <fieldset key={family.heading} className="custom-family">
              <legend>{family.heading}</legend>
              {family.fields.map((field) => (
                <CustomInput
                  key={field.key}
                  field={field}
                  value={typed[field.key] ?? ''}
                  error={refused?.faults.get(nameOf(field.key))}
                  onChange={(value) => change(field.key, value)}
                />
              ))}
            </fieldset>
          ))}
        </div>
        <div className="row">
          <Button look="primary" type="submit" waiting={editing.waiting}>
            Save
          </Button>
          <Button onClick={onDone}>Cancel</Button>
        </div>
      </Form>
      <LeaveGuard when={isChanged} />
    </div>
  );
}
