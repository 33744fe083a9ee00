import type { Bucket } from '@/charts/buckets';
import { addDays, type Day } from '@/lib/days';

/**
 * The stretches of days that the report's points stand for: each ends the day before the next begins, the last one
 * on the given day.
 */
export function stretches(starts: readonly Day[], to: Day, today: Day): Bucket[] {
  return starts.map((from, place) => {
    const next = starts[place + 1];
    const end = next ? addDays(next, -1) : to;
    return { from, to: end, isUnfinished: from <= today && today <= end };
  });
}
