/** What was typed into the palette and looks like a PIN, until the page that checks it takes it: never in an address. */
let heard = '';

/** @returns the six digits of what looks like a PIN, spaces ignored; undefined for anything else. */
export function pinIn(typed: string): string | undefined {
  const digits = typed.replace(/\s/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

export function keepHeard(pin: string): void {
  heard = pin;
}

/** @returns what was kept, once. */
export function takeHeard(): string {
  const pin = heard;
  heard = '';
  return pin;
}
