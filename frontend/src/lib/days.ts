/**
 * Arithmetic on calendar days written `YYYY-MM-DD`. A day is one day whatever the clocks do,
 * so nothing here counts hours; only `startOfDay` knows of time zones.
 */

export type Day = string;

const MS_A_DAY = 86_400_000;

/** The day as milliseconds of midnight UTC, to reckon with. */
function toUtc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Whether the text is a day that exists in the calendar. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? toUtc(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The day so many days later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(toUtc(day) + days * MS_A_DAY).toISOString().slice(0, 10);
}

/** How many days lie from the first to the second: 0 for the same day. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toUtc(to) - toUtc(from)) / MS_A_DAY);
}

/** The first day of the next month. */
export function nextMonth(day: Day): Day {
  const at = new Date(toUtc(day));
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}

/** One maker of words per zone: making them takes far longer than asking them, and whole lists ask. */
function perZone(parts: Intl.DateTimeFormatOptions): (zone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (zone) => {
    const known = made.get(zone) ?? new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: zone });
    made.set(zone, known);
    return known;
  };
}

const CALENDAR = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const calendarOf = perZone(CALENDAR);
const clockOf = perZone({ ...CALENDAR, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The day it is in the zone (an IANA name) at the given instant. */
export function dayIn(zone: string, at: Date = new Date()): Day {
  return calendarOf(zone).format(at);
}

/** The zone this browser lives in. */
export const hereZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** How many milliseconds the zone's clocks are ahead of UTC at the instant. */
function offsetAt(zone: string, at: number): number {
  const part = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const shown = Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`);
  return shown - Math.floor(at / 1000) * 1000;
}

/** The instant at which the day begins in the zone, as UTC ISO 8601. Where midnight is skipped, the first instant after it. */
export function startOfDay(day: Day, zone: string): string {
  const midnight = toUtc(day);
  const first = midnight - offsetAt(zone, midnight);
  const second = midnight - offsetAt(zone, first);
  return new Date(Math.max(dayIn(zone, new Date(first)) === day ? first : second, second)).toISOString();
}
