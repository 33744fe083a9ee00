import { useState } from 'react';
import type { ProductLineFragment } from '@/generated/graphql';
import { currencies } from '@/lib/codes';
import type { Faults } from '@/lib/faults';
import { stored } from '@/lib/stored';
import { SelectField, TextField } from '@/ui/Field';
import { Switch } from '@/ui/Switch';

interface Props {
  product?: ProductLineFragment;
  faults?: Faults;
}

const USUAL = 'EUR';
const KEY = 'product-currency';

/** What a product is: whether it recurs is settled when it is added. */
export function ProductFields({ product, faults }: Props) {
  const [recurs, setRecurs] = useState(false);
  const [currency] = useState(() => product?.price.currency ?? stored.read(KEY) ?? USUAL);
  return (
    <>
      <TextField
        label="Name"
        name="name"
        defaultValue={product?.name}
        error={faults?.get('name')}
        data-autofocus
        autoComplete="off"
      />
      <TextField
        label="SKU"
        name="sku"
        defaultValue={product?.sku}
        error={faults?.get('sku')}
        hint="The article number. No two products have the same."
        autoComplete="off"
      />
      <div className="products-pair">
        <TextField
          label="Price"
          name="price.amount"
          inputMode="decimal"
          defaultValue={product ? String(product.price.amount) : undefined}
          error={faults?.get('price.amount')}
          autoComplete="off"
        />
        <SelectField
          label="Currency"
          name="price.currency"
          defaultValue={currency}
          error={faults?.get('price.currency')}
          onChange={(event) => stored.write(KEY, event.target.value)}
        >
          {currencies().map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      {product && <p className="muted">Orders keep the price at which they were placed.</p>}
      {!product && (
        <Switch
          label="Recurring"
          name="recurring"
          checked={recurs}
          hint={recurs ? 'It runs for a client as a service, and is renewed.' : 'It is sold once.'}
          onChange={(event) => setRecurs(event.target.checked)}
        />
      )}
      {recurs && (
        <TextField
          label="Months at a time"
          name="intervalMonths"
          type="number"
          min={1}
          max={120}
          defaultValue={1}
          error={faults?.get('intervalMonths')}
        />
      )}
    </>
  );
}
