import { formatMoney } from '@/lib/formats';

export const moneyWords = ({ amount, currency }: { amount: string; currency: string }) => formatMoney(amount, currency);

/** How long a product runs for its price: "a month", "for 3 months"; nothing for what is sold once. */
export function intervalWords(months: number | null | undefined): string {
  if (!months) return '';
  if (months === 1) return 'a month';
  if (months === 12) return 'a year';
  return months % 12 === 0 ? `for ${months / 12} years` : `for ${months} months`;
}
