import type { Sum } from '@/features/orders/Amounts';

/** Amounts as one per currency, in the order in which these come. Exact: the API's amounts are decimal strings. */
export function together(sums: readonly Sum[]): Sum[] {
  const totals = new Map<string, string>();
  for (const { amount, currency } of sums) totals.set(currency, plus(totals.get(currency) ?? '0', amount));
  return [...totals].map(([currency, amount]) => ({ amount, currency }));
}

function plus(one: string, other: string): string {
  const places = Math.max(placesOf(one), placesOf(other));
  const total = scaled(one, places) + scaled(other, places);
  if (places === 0) return String(total);
  const digits = String(total < 0 ? -total : total).padStart(places + 1, '0');
  return `${total < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const placesOf = (amount: string) => amount.split('.')[1]?.length ?? 0;

const scaled = (amount: string, places: number) =>
  BigInt(amount.replace('.', '') + '0'.repeat(places - placesOf(amount)));
