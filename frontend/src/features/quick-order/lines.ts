import { isZero, NO_AMOUNT, readAmount } from '@/features/orders/amounts';
import type { QuickOrderLineInput, RunningServiceFragment, SoldProductFragment } from '@/generated/graphql';

/** One line as it is being typed. */
export interface Line {
  id: number;
  /** "product:…" or "service:…"; empty as long as nothing is chosen. */
  what: string;
  quantity: string;
  price: string;
  reason: string;
  /** A day, where a new recurring product runs already. */
  runsUntil: string;
}

let next = 1;

export const newLine = (what = ''): Line => ({
  id: next++,
  what,
  quantity: '1',
  price: '',
  reason: '',
  runsUntil: '',
});

export const productKey = (id: string) => `product:${id}`;
export const serviceKey = (id: string) => `service:${id}`;

export interface Offer {
  products: readonly SoldProductFragment[];
  services: readonly RunningServiceFragment[];
}

/** What a line is about, as far as it is known. */
export function productOf({ what }: Line, { products, services }: Offer): SoldProductFragment | undefined {
  const [kind, id] = what.split(':');
  if (kind === 'service') return services.find((each) => each.id === id)?.product;
  return products.find((each) => each.id === id);
}

/** Whether the line sells at another price than the product's own. */
export function isOverridden({ price }: Line, product: SoldProductFragment | undefined): boolean {
  const amount = readAmount(price);
  return amount !== null && product !== undefined && plain(amount) !== plain(String(product.price.amount));
}

/** A decimal in one way of writing it: without zeros that say nothing. */
const plain = (amount: string) => {
  if (isZero(amount)) return '0';
  const whole = amount.replace(/^0+(?=\d)/, '');
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
};

const isCount = (text: string) => /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1;

/** What is missing before the server can say what the lines come to, by the fields' names. */
export function missingIn(lines: readonly Line[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [place, { what, quantity, price }] of lines.entries()) {
    if (what === '') found.set(`lines.${place}.what`, 'Choose a product or a service.');
    if (!isCount(quantity)) found.set(`lines.${place}.quantity`, 'Enter a whole number, 1 or more.');
    if (price.trim() !== '' && readAmount(price) === null) found.set(`lines.${place}.price`, NO_AMOUNT);
  }
  return found;
}

/** The lines as the API takes them; nothing may be missing in them. */
export function inputOf(lines: readonly Line[]): QuickOrderLineInput[] {
  return lines.map(({ what, quantity, price, reason, runsUntil }) => {
    const [kind, id = ''] = what.split(':');
    const amount = readAmount(price);
    return {
      ...(kind === 'service' ? { serviceId: id } : { productId: id }),
      quantity: Number(quantity),
      ...(amount !== null && { price: amount, reason: reason.trim() }),
      ...(runsUntil && kind === 'product' && { runsUntil }),
    };
  });
}

/** The server's faults by the fields' names: the two ids of a line are one field here. */
export const faultsOfLines = (fields: readonly { path: string[]; message: string }[]): Map<string, string> =>
  new Map(fields.map(({ path, message }) => [path.join('.').replace(/\.(productId|serviceId)$/, '.what'), message]));
