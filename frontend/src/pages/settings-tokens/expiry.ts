/** How long a token may live, in days, in the words of the choice; the server's limit is a year. */
export const LIVES = [
  { days: 7, words: '7 days' },
  { days: 30, words: '30 days' },
  { days: 90, words: '90 days' },
  { days: 365, words: 'A year' },
] as const;

export const USUAL_DAYS = 90;
const DAY = 86_400_000;
/** So that a year from now is not already over a year when it arrives. */
const SLACK = 60_000;

/**
 * @param life a number of days, or `date` for the end of a day that is chosen, in the browser's zone.
 * @returns when the token ends, as an instant; null when no day has been chosen.
 */
export function expiryOf(life: string, day: string, now: number = Date.now()): string | null {
  if (life !== 'date') return new Date(now + Number(life) * DAY - SLACK).toISOString();
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}

/** The last day that may be chosen, as a date field says it. */
export function lastDay(now: number = Date.now()): string {
  return localDay(now + 364 * DAY);
}

export function localDay(at: number): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
