import { type ChangeEvent, useMemo } from 'react';
import type { CustomFieldLineFragment, CustomFieldType } from '@/generated/graphql';
import { countries } from '@/lib/codes';
import { nameOf, type TypedValue } from '@/lib/customValues';
import { Choice, Choices } from '@/ui/Choice';
import { Field, SelectField, TextField } from '@/ui/Field';

interface Props {
  field: Pick<CustomFieldLineFragment, 'key' | 'label' | 'type' | 'required' | 'options'>;
  error?: string;
  /** What stands in it; without it the form keeps that itself. */
  value?: TypedValue;
  onChange?: (value: TypedValue) => void;
}

const TEXT_KINDS: Partial<Record<CustomFieldType, { type: string; hint?: string }>> = {
  INTEGER: { type: 'text' },
  DECIMAL: { type: 'text' },
  DATE: { type: 'date' },
  EMAIL: { type: 'email' },
  PHONE: { type: 'tel', hint: 'With the country’s code, as +44 20 7946 0000.' },
  URL: { type: 'url', hint: 'As https://example.com.' },
};
const KEYBOARDS: Partial<Record<CustomFieldType, 'numeric' | 'decimal'>> = { INTEGER: 'numeric', DECIMAL: 'decimal' };

/** The control that fits a custom field. */
export function CustomInput({ field, error, value, onChange }: Props) {
  const { type, options } = field;
  const common = { label: field.label, error, optional: !field.required };
  const held = value === undefined ? {} : { value: String(value) };
  const given = {
    name: nameOf(field.key),
    ...held,
    onChange: onChange && ((event: ChangeEvent<HTMLInputElement & HTMLSelectElement>) => onChange(event.target.value)),
  };
  if (type === 'MULTI_SELECT') return <Several {...{ field, error, value, onChange }} />;
  if (type === 'BOOLEAN') {
    return (
      <SelectField {...common} {...given}>
        <option value="">Not said</option>
        <option value="yes">Yes</option>
        <option value="no">No</option>
      </SelectField>
    );
  }
  if (type === 'SELECT') return <OneOf common={common} given={given} options={withKept(options, value)} />;
  if (type === 'COUNTRY') return <OneCountry common={common} given={given} />;
  if (type === 'LONG_TEXT') {
    return (
      <Field {...common}>
        {(described) => (
          <textarea
            className="input"
            rows={3}
            dir="auto"
            name={given.name}
            {...held}
            onChange={onChange && ((event) => onChange(event.target.value))}
            {...described}
          />
        )}
      </Field>
    );
  }
  return <TextField {...common} {...given} {...TEXT_KINDS[type]} inputMode={KEYBOARDS[type]} autoComplete="off" />;
}

/** What was chosen when it was still offered stays choosable. */
const withKept = (options: string[], value: TypedValue | undefined): string[] => [
  ...options,
  ...[value ?? []].flat().filter((each) => each !== '' && !options.includes(each)),
];

interface OneOfProps {
  common: { label: string; error?: string; optional: boolean };
  given: object;
  options: string[];
}

function OneOf({ common, given, options }: OneOfProps) {
  return (
    <SelectField {...common} {...given}>
      <option value="">None</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </SelectField>
  );
}

function OneCountry({ common, given }: Omit<OneOfProps, 'options'>) {
  const choices = useMemo(countries, []);
  return (
    <SelectField {...common} {...given}>
      <option value="">None</option>
      {choices.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

function Several({ field: { key, label, required, options }, error, value, onChange }: Props) {
  const chosen = Array.isArray(value) ? value : undefined;
  const toggle = (option: string, on: boolean) =>
    onChange?.(on ? [...(chosen ?? []), option] : (chosen ?? []).filter((each) => each !== option));
  return (
    <Choices legend={required ? label : `${label} (optional)`} error={error}>
      {withKept(options, chosen).map((option) => (
        <Choice
          key={option}
          name={nameOf(key)}
          value={option}
          {...(chosen && { checked: chosen.includes(option) })}
          onChange={onChange && ((event) => toggle(option, event.target.checked))}
        >
          {option}
        </Choice>
      ))}
    </Choices>
  );
}
