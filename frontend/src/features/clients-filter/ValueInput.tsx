import { X } from 'lucide-react';
import { useState } from 'react';
import { ClientInput } from '@/features/clients-filter/ClientInput';
import type { Asks, FieldKey } from '@/features/clients-filter/fields';
import { Numbers, Sums } from '@/features/clients-filter/NumberInputs';
import { optionsOf } from '@/features/clients-filter/options';
import { usePermission } from '@/features/session/session';
import { TagBox } from '@/features/tags/TagBox';
import { TagInput } from '@/features/tags/TagInput';
import { IconButton } from '@/ui/Button';

interface Props {
  field: FieldKey;
  asks: Asks;
  values: string[];
  isNested: boolean;
  isMissing: boolean;
  onChange: (values: string[]) => void;
}

/** The control that fits what the operator asks for. */
export function ValueInput({ field, asks, values, isNested, isMissing, onChange }: Props) {
  const [first = '', second = ''] = values;
  const invalid = isMissing || undefined;
  if (field === 'tags' && asks === 'text')
    return <TagInput aria-label="Value" value={first} aria-invalid={invalid} onChange={(tag) => onChange([tag])} />;
  if (field === 'tags' && asks === 'texts')
    return <TagBox aria-label="Values" values={values} aria-invalid={invalid} onChange={onChange} />;
  if (asks === 'client')
    return <ClientInput id={first} isMissing={isMissing} onChange={(id) => onChange(id ? [id] : [])} />;
  if (asks === 'codes') return <Codes {...{ field, values, isNested, isMissing, onChange }} />;
  if (asks === 'texts') return <Texts values={values} isMissing={isMissing} onChange={onChange} />;
  if (asks === 'text') {
    return (
      <input
        className="input"
        aria-label="Value"
        dir="auto"
        value={first}
        aria-invalid={invalid}
        onChange={(event) => onChange([event.target.value])}
      />
    );
  }
  if (asks === 'number' || asks === 'range') return <Numbers {...{ asks, values, isMissing, onChange }} />;
  if (asks === 'money' || asks === 'moneys') return <Sums {...{ asks, values, isMissing, onChange }} />;
  if (asks === 'days') {
    return (
      <label className="filter-days">
        <input
          className="input"
          aria-label="Number of days"
          type="number"
          min={1}
          max={9999}
          value={first}
          aria-invalid={invalid}
          onChange={(event) => onChange([event.target.value])}
        />
        days
      </label>
    );
  }
  if (asks === 'nothing') return null;
  const day = (label: string, value: string, change: (value: string) => void) => (
    <input
      className="input"
      type="date"
      aria-label={label}
      value={value}
      aria-invalid={invalid}
      onChange={(event) => change(event.target.value)}
    />
  );
  if (asks === 'day') return day('Day', first, (value) => onChange([value]));
  return (
    <div className="filter-days">
      {day('First day', first, (value) => onChange([value, second]))}
      and
      {day('Last day', second, (value) => onChange([first, value]))}
    </div>
  );
}

/** Several texts, with commas between them. */
function Texts({ values, isMissing, onChange }: Pick<Props, 'values' | 'isMissing' | 'onChange'>) {
  const [text, setText] = useState(values.join(', '));
  return (
    <input
      className="input"
      aria-label="Values, separated by commas"
      placeholder="one, another"
      dir="auto"
      value={text}
      aria-invalid={isMissing || undefined}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value
            .split(',')
            .map((each) => each.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}

/** Some of a known list: each one chosen is named and can be taken away. */
function Codes({ field, values, isNested, isMissing, onChange }: Omit<Props, 'asks'>) {
  const seesDeleted = usePermission('client.read_deleted');
  const options = optionsOf(field, { isNested, seesDeleted });
  const nameOf = (code: string) => options.find((each) => each.code === code)?.name ?? code;
  return (
    <div className="filter-codes">
      {values.length > 0 && (
        <ul>
          {values.map((code) => (
            <li key={code} className="sentence-part">
              {nameOf(code)}
              <IconButton
                label={`Take away ${nameOf(code)}`}
                onClick={() => onChange(values.filter((each) => each !== code))}
              >
                <X size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <select
        className="input select"
        aria-label="Add a value"
        value=""
        aria-invalid={isMissing || undefined}
        onChange={(event) => onChange([...values, event.target.value])}
      >
        <option value="" disabled>
          {values.length > 0 ? 'Add another' : 'Choose'}
        </option>
        {options
          .filter(({ code }) => !values.includes(code))
          .map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}
