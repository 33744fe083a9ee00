import { addDays, type Day, dayIn, daysBetween, hereZone, isDay } from '@/lib/days';
import { oneOf } from '@/lib/search';

/** What the dashboard's address says of its period; the last 30 days when it says nothing. */
export interface PeriodSearch {
  range?: string;
  from?: string;
  to?: string;
  tz?: string;
}

export const RANGES = ['7d', '30d', '90d', 'year', 'custom'] as const;
export type Range = (typeof RANGES)[number];
export const USUAL = '30d';

const DAYS: Record<Exclude<Range, 'custom'>, number> = { '7d': 7, '30d': 30, '90d': 90, year: 365 };

/** Days in a row in one time zone, both ends included. */
export interface Period {
  range: Range;
  from: Day;
  to: Day;
  tz: string;
  days: number;
}

/** The period the address asks for; a custom one that makes no sense yet is passed on, for the server to say what is wrong. */
export function periodOf(search: PeriodSearch, now: Date = new Date()): Period {
  const tz = search.tz ?? hereZone();
  const today = todayIn(tz, now);
  const range = oneOf(search.range, RANGES) ?? (search.from && search.to ? 'custom' : USUAL);
  if (range === 'custom' && isDay(search.from ?? '') && isDay(search.to ?? '')) {
    const [from, to] = [String(search.from), String(search.to)];
    return { range, from, to, tz, days: daysBetween(from, to) + 1 };
  }
  const known: keyof typeof DAYS = range === 'custom' ? USUAL : range;
  return { range, from: addDays(today, 1 - DAYS[known]), to: today, tz, days: DAYS[known] };
}

/** Today in the zone; in UTC where the zone is unknown, which the server will say. */
function todayIn(tz: string, now: Date): Day {
  try {
    return dayIn(tz, now);
  } catch {
    return dayIn('UTC', now);
  }
}

/** The equal period before. */
export function periodBefore({ from, days }: Period): { from: Day; to: Day } {
  const length = Math.max(1, days);
  return { from: addDays(from, -length), to: addDays(from, -1) };
}

/** "previous 30 days". */
export const beforeWords = ({ days }: Period) => (days === 1 ? 'previous day' : `previous ${days} days`);
