import { addDays, dayIn, hereZone } from '@/lib/days';
import { LOCALE } from '@/lib/formats';

export interface DayOf<Item> {
  day: string;
  /** "Today", "Yesterday", or the date in full. */
  heading: string;
  items: Item[];
}

/** Splits what happened, in the order given, into the days of the zone (the browser's own unless named). */
export function byDay<Item extends { at: string }>(
  items: readonly Item[],
  zone: string = hereZone(),
  now: Date = new Date(),
): DayOf<Item>[] {
  const days: DayOf<Item>[] = [];
  for (const item of items) {
    const day = dayIn(zone, new Date(item.at));
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, heading: headingOf(day, dayIn(zone, now)), items: [item] });
  }
  return days;
}

function headingOf(day: string, today: string): string {
  if (day === today) return 'Today';
  if (day === addDays(today, -1)) return 'Yesterday';
  const format = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeZone: 'UTC' });
  return format.format(new Date(`${day}T12:00:00Z`));
}
