import { observable, useObservable } from '@/lib/observable';
import { stored } from '@/lib/stored';
import { acting } from '@/store/acting/acting';

/** What somebody wants to order. Names and prices are the server's: they are asked for, never kept. */
export interface BasketLine {
  productId: string;
  quantity: number;
}

const KEY = 'basket';
/** In a tab in which staff are in a client's account: that account's basket is nobody else's, and ends with the tab. */
const ENTERED = acting() && `atrium.${KEY}.${acting()?.id}`;
const MOST_LINES = 100;
const MOST_OF_ONE = 10_000;

/** @returns the lines that a stored text means; none for what is no basket. */
export function readBasket(text: string | null): BasketLine[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(found) ? found.filter(isLine).slice(0, MOST_LINES) : [];
  } catch {
    return [];
  }
}

function isLine(one: unknown): one is BasketLine {
  if (typeof one !== 'object' || one === null) return false;
  const { productId, quantity } = one as Record<string, unknown>;
  return typeof productId === 'string' && Number.isInteger(quantity) && isAmount(Number(quantity));
}

const isAmount = (quantity: number) => quantity >= 1 && quantity <= MOST_OF_ONE;

const basket = observable<BasketLine[]>(readBasket(ENTERED ? sessionStorage.getItem(ENTERED) : stored.read(KEY)));
// Another tab of the store shares it.
window.addEventListener(
  'storage',
  (event) => !ENTERED && event.key === `atrium.${KEY}` && basket.set(readBasket(event.newValue)),
);

export const useBasket = () => useObservable(basket);

/** So many of a product from now on; none takes it out. */
export function putIntoBasket(productId: string, quantity: number): void {
  const others = basket.get().filter((line) => line.productId !== productId);
  const here = basket.get().findIndex((line) => line.productId === productId);
  const amount = Math.min(quantity, MOST_OF_ONE);
  if (amount >= 1) others.splice(here < 0 ? others.length : here, 0, { productId, quantity: amount });
  keep(others.slice(0, MOST_LINES));
}

export const emptyBasket = () => keep([]);

function keep(lines: BasketLine[]): void {
  basket.set(lines);
  if (ENTERED) sessionStorage.setItem(ENTERED, JSON.stringify(lines));
  else stored.write(KEY, lines.length > 0 ? JSON.stringify(lines) : null);
}

export const countOf = (lines: BasketLine[]) => lines.reduce((sum, line) => sum + line.quantity, 0);
