import { LOCALE } from '@/lib/formats';

/** What newer browsers know of a region's time zones; others know nothing. */
interface ZonesOf {
  getTimeZones?: () => string[] | undefined;
  timeZones?: string[];
}

/**
 * The time of day in a country, as "14:05".
 * @returns undefined where its clocks differ among themselves, or where the browser does not know its zones.
 */
export function countryClock(country: string, at: Date): string | undefined {
  const times = new Set(zonesOf(country).map((timeZone) => clockIn(timeZone, at)));
  return times.size === 1 ? [...times][0] : undefined;
}

function zonesOf(country: string): string[] {
  try {
    const region = new Intl.Locale(`und-${country}`) as ZonesOf;
    return region.getTimeZones?.() ?? region.timeZones ?? [];
  } catch {
    return [];
  }
}

const clockIn = (timeZone: string, at: Date) =>
  new Intl.DateTimeFormat(LOCALE, { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
