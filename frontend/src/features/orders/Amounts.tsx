import { formatMoney } from '@/lib/formats';

/** An amount of the API: a decimal string. */
export interface Sum {
  amount: string;
  currency: string;
}

/** An amount in the words of its currency. */
export const moneyWords = ({ amount, currency }: Sum) => formatMoney(amount, currency);

/** Amounts of several currencies beside each other: they are never added. */
export function Amounts({ of, none }: { of: readonly Sum[]; none?: string }) {
  if (of.length === 0) return <span className="muted">{none ?? '–'}</span>;
  return <>{of.map(moneyWords).join(' · ')}</>;
}
