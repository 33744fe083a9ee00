import type { CustomFieldLineFragment } from '@/generated/graphql';
import { nameOf } from '@/lib/customValues';
import type { Faults } from '@/lib/faults';
import { CustomInput } from '@/ui/CustomInput';

interface Props {
  fields: readonly CustomFieldLineFragment[];
  faults: Faults;
}

/** What this store wants to know beyond the usual, in its order. */
export function CustomParts({ fields, faults }: Props) {
  if (fields.length === 0) return null;
  return (
    <fieldset className="add-client-group add-client-custom">
      <legend>Custom fields</legend>
      {fields.map((field) => (
        <CustomInput key={field.key} field={field} error={faults.get(nameOf(field.key))} />
      ))}
    </fieldset>
  );
}
