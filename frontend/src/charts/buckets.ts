import { addDays, type Day, daysBetween, nextMonth } from '@/lib/days';

/** A stretch of days drawn as one point; both ends belong to it. */
export interface Bucket {
  from: Day;
  to: Day;
  /** Today lies in it: its figures are not yet complete. */
  isUnfinished: boolean;
}

export interface DatedCount {
  date: Day;
  count: number;
}

const DAYS_SHOWN_SINGLY = 92;
const DAYS_SHOWN_IN_WEEKS = 800;

function endOf(from: Day, to: Day, days: number): Day {
  if (days <= DAYS_SHOWN_SINGLY) return from;
  if (days > DAYS_SHOWN_IN_WEEKS) return addDays(nextMonth(from), -1);
  return addDays(from, daysBetween(from, to) % 7);
}

/**
 * Cuts the days from … to (both included) into days, weeks or months, so that a chart has at most some hundred points.
 * Weeks are counted back from the last day: only the first may be short.
 */
export function bucketsOf(from: Day, to: Day, today: Day): Bucket[] {
  const days = daysBetween(from, to) + 1;
  const buckets: Bucket[] = [];
  for (let start = from; start <= to; ) {
    const natural = endOf(start, to, days);
    const end = natural < to ? natural : to;
    buckets.push({ from: start, to: end, isUnfinished: start <= today && today <= end });
    start = addDays(end, 1);
  }
  return buckets;
}

/** The sum of the counts that fall into each bucket; a day that nobody mentions counts nothing. */
export function sumInto(buckets: readonly Bucket[], counts: readonly DatedCount[]): number[] {
  const sums = buckets.map(() => 0);
  for (const { date, count } of counts) {
    const at = buckets.findIndex((bucket) => bucket.from <= date && date <= bucket.to);
    if (at >= 0) sums[at] = (sums[at] ?? 0) + count;
  }
  return sums;
}

/** The last count known in or before each bucket: how a running total stands at the bucket's end. */
export function lastInto(buckets: readonly Bucket[], counts: readonly DatedCount[]): number[] {
  const inOrder = [...counts].sort((one, other) => (one.date < other.date ? -1 : 1));
  let next = 0;
  let standing = 0;
  return buckets.map((bucket) => {
    for (let point = inOrder[next]; point && point.date <= bucket.to; point = inOrder[next]) {
      standing = point.count;
      next += 1;
    }
    return standing;
  });
}
