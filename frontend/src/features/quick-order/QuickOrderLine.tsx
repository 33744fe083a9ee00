import { Trash2 } from 'lucide-react';
import { moneyWords, type Sum } from '@/features/orders/Amounts';
import { dayWords, intervalWords } from '@/features/orders/words';
import { isOverridden, type Line, type Offer, productKey, productOf, serviceKey } from '@/features/quick-order/lines';
import { usePermission } from '@/features/session/session';
import type { SoldProductFragment } from '@/generated/graphql';
import type { Faults } from '@/lib/faults';
import { IconButton } from '@/ui/Button';
import { SelectField, TextField } from '@/ui/Field';

interface Props {
  line: Line;
  place: number;
  offer: Offer;
  faults: Faults | undefined;
  /** What the line comes to, as far as the server has said. */
  total: Sum | undefined;
  isAdded: boolean;
  onChange: (change: Partial<Line>) => void;
  /** The only line stays. */
  onRemove: (() => void) | undefined;
}

const priceWords = ({ price, intervalMonths }: SoldProductFragment) =>
  intervalMonths === null ? moneyWords(price) : `${moneyWords(price)} ${intervalWords(intervalMonths)}`;

/** One line of an order: what, how many, and at another price with its reason. */
export function QuickOrderLine({ line, place, offer, faults, total, isAdded, onChange, onRemove }: Props) {
  const mayOverride = usePermission('order.override_price');
  const product = productOf(line, offer);
  const isNewService = line.what.startsWith('product:') && product?.intervalMonths != null;
  const field = (name: keyof Line) => ({
    name: `lines.${place}.${name}`,
    error: faults?.get(`lines.${place}.${name}`),
    value: String(line[name]),
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
    autoComplete: 'off',
  });
  return (
    <fieldset className="quick-line">
      <legend className="visually-hidden">Line {place + 1}</legend>
      <div className="quick-what">
        <SelectField
          label="Product or service"
          {...field('what')}
          data-autofocus={place === 0 || undefined}
          autoFocus={isAdded}
        >
          <option value="">Choose</option>
          {offer.services.length > 0 && (
            <optgroup label="Renew what runs">
              {offer.services.map((service) => (
                <option key={service.id} value={serviceKey(service.id)}>
                  {`${service.product.name}${service.runsUntil ? `, until ${dayWords(service.runsUntil)}` : ''} – ${priceWords(service.product)}`}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="New">
            {offer.products.map((each) => (
              <option key={each.id} value={productKey(each.id)}>
                {`${each.name} – ${priceWords(each)}`}
              </option>
            ))}
          </optgroup>
        </SelectField>
        {onRemove && (
          <IconButton label={`Remove line ${place + 1}`} onClick={onRemove}>
            <Trash2 size={16} />
          </IconButton>
        )}
      </div>
      <div className="quick-numbers">
        <TextField label="Quantity" inputMode="numeric" {...field('quantity')} />
        {mayOverride && (
          <TextField
            label="Price for one"
            optional
            inputMode="decimal"
            placeholder={product && String(product.price.amount)}
            {...field('price')}
          />
        )}
        {isNewService && (
          <TextField
            label="Runs until"
            optional
            type="date"
            hint={line.runsUntil && 'It is recorded as one that runs already.'}
            {...field('runsUntil')}
          />
        )}
        <p className="quick-line-total">{total && moneyWords(total)}</p>
      </div>
      {mayOverride && isOverridden(line, product) && <TextField label="Reason for the price" {...field('reason')} />}
    </fieldset>
  );
}
