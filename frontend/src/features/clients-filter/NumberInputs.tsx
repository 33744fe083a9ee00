import type { Asks } from '@/features/clients-filter/fields';
import { currencies } from '@/lib/codes';

interface Props {
  asks: Asks;
  values: string[];
  isMissing: boolean;
  onChange: (values: string[]) => void;
}

/** One number, or the two between which it lies. */
export function Numbers({ asks, values, isMissing, onChange }: Props) {
  const [first = '', second = ''] = values;
  const number = (label: string, value: string, change: (value: string) => void) => (
    <input
      className="input"
      inputMode="decimal"
      aria-label={label}
      value={value}
      aria-invalid={isMissing || undefined}
      onChange={(event) => change(event.target.value)}
    />
  );
  if (asks === 'number') return number('Value', first, (value) => onChange([value]));
  return (
    <div className="filter-days">
      {number('Least', first, (value) => onChange([value, second]))}
      and
      {number('Most', second, (value) => onChange([first, value]))}
    </div>
  );
}

/** One amount or two, and their currency, which stands last among the values. */
export function Sums({ asks, values, isMissing, onChange }: Props) {
  const isTwo = asks === 'moneys';
  const currency = values.length > 1 ? (values.at(-1) ?? '') : '';
  const [first = '', second = ''] = values.slice(0, values.length > 1 ? -1 : 1);
  const put = (one: string, other: string, code: string) => onChange(isTwo ? [one, other, code] : [one, code]);
  return (
    <div className="filter-days">
      <Numbers
        asks={isTwo ? 'range' : 'number'}
        values={[first, second]}
        isMissing={isMissing}
        onChange={([one = '', other = '']) => put(one, other, currency)}
      />
      <select
        className="input select"
        aria-label="Currency"
        value={currency}
        aria-invalid={isMissing || undefined}
        onChange={(event) => put(first, second, event.target.value)}
      >
        <option value="" disabled>
          Currency
        </option>
        {currencies().map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
