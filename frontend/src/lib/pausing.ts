const FIRST_MS = 250;
const VISIBLE_MS = 1000;
const HIDDEN_MS = 5000;

/**
 * How long to wait before asking again how far work is, in milliseconds: short in its first second, for most is over
 * soon.
 * @param begun when it was first seen to go on, in milliseconds; undefined as long as it was not.
 */
export function pauseOf(begun: number | undefined, now = Date.now()): number {
  if (document.hidden) return HIDDEN_MS;
  return begun === undefined || now - begun < VISIBLE_MS ? FIRST_MS : VISIBLE_MS;
}
