import { Field } from '@/ui/Field';
import '@/features/support-pin/supportPin.css';

const DIGITS = 6;

interface Props {
  value: string;
  onChange: (digits: string) => void;
  error?: string;
}

/** Six cells that are one field: what is pasted may hold spaces. */
export function PinField({ value, onChange, error }: Props) {
  return (
    <Field label="Support PIN" hint="The six digits that the caller reads out." error={error}>
      {(given) => (
        <div className="pin-cells">
          <input
            className="pin-field"
            name="pin"
            inputMode="numeric"
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            value={value}
            onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, DIGITS))}
            {...given}
          />
        </div>
      )}
    </Field>
  );
}
