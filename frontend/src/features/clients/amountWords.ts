import type { IntFilter, MoneyFilter } from '@/generated/graphql';
import { formatMoney, formatNumber } from '@/lib/formats';

/** "Order count is at least 3". */
export function countWords(name: string, { eq, atLeast, atMost }: IntFilter): string[] {
  return [...(eq != null ? [`${name} is ${formatNumber(eq)}`] : []), ...spanWords(name, atLeast, atMost, formatNumber)];
}

/** "Balance due is at least £20.00": always in one currency. */
export function amountWords(name: string, { currency, atLeast, atMost }: MoneyFilter): string[] {
  if (atLeast == null && atMost == null) return [`${name} is any in ${currency}`];
  return spanWords(name, atLeast, atMost, (amount) => formatMoney(String(amount), currency));
}

function spanWords<Value>(
  name: string,
  least: Value | null | undefined,
  most: Value | null | undefined,
  words: (value: Value) => string,
): string[] {
  if (least != null && most != null) return [`${name} is from ${words(least)} to ${words(most)}`];
  if (least != null) return [`${name} is at least ${words(least)}`];
  return most != null ? [`${name} is at most ${words(most)}`] : [];
}
