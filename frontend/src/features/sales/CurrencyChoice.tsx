import { currencyName } from '@/lib/formats';
import '@/features/sales/currency.css';

interface Props {
  chosen: string;
  currencies: readonly string[];
  onChoose: (currency: string) => void;
}

/** Which currency is looked at: amounts of several are never added. */
export function CurrencyChoice({ chosen, currencies, onChoose }: Props) {
  return (
    <select
      className="input select sales-currency"
      aria-label="Currency"
      value={chosen}
      onChange={(event) => onChoose(event.target.value)}
    >
      {currencies.map((code) => (
        <option key={code} value={code}>
          {code} · {currencyName(code)}
        </option>
      ))}
    </select>
  );
}
