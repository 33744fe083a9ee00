import { METHOD_WORDS, METHODS } from '@/features/orders/words';
import { SelectField, TextField } from '@/ui/Field';

interface Props {
  /** What the names of the fields begin with: "paid." where they stand within another input. */
  prefix?: string;
  faults?: ReadonlyMap<string, string>;
}

/** How the money came, and what was written on it. */
export function PaymentFields({ prefix = '', faults }: Props) {
  return (
    <>
      <SelectField label="Method" name={`${prefix}method`} error={faults?.get(`${prefix}method`)}>
        {METHODS.map((method) => (
          <option key={method} value={method}>
            {METHOD_WORDS[method]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Reference"
        name={`${prefix}reference`}
        optional
        error={faults?.get(`${prefix}reference`)}
        hint="A receipt’s number, or the text of the transfer."
        autoComplete="off"
      />
    </>
  );
}
