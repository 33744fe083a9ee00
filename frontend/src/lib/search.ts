/**
 * Addresses people can read and mail: `status=UNVERIFIED,LOGIN_DISABLED` instead of escaped JSON. A value leaves the
 * address as text; each page decodes its own keys, so a comma inside a search text never becomes a list.
 */
export type Raw = Record<string, unknown>;

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Raw): string {
  const pairs = Object.entries(search).flatMap(([key, value]) => {
    const written = write(value);
    return written === null ? [] : [`${encodeURIComponent(key)}=${written}`];
  });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function write(value: unknown): string | null {
  if (value === undefined || value === null || value === '' || value === false) return null;
  if (Array.isArray(value)) return value.length > 0 ? value.map((each) => encode(String(each))).join(',') : null;
  return encode(String(value));
}

/** Percent-escapes all but what a query may hold and a person likes to see. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%40', '@').replaceAll('%20', '+');
}

/** @returns the text of a key, or undefined when it is absent or empty. */
export function textOf(value: unknown): string | undefined {
  const text = value === undefined || value === null ? '' : String(value);
  return text === '' ? undefined : text;
}

/** @returns the value when it is one of those allowed. */
export function oneOf<Value extends string>(value: unknown, allowed: readonly Value[]): Value | undefined {
  return allowed.find((each) => each === value);
}

/** @returns those of the listed values that are allowed, once each; undefined when none is. */
export function someOf<Value extends string>(value: unknown, allowed: readonly Value[]): Value[] | undefined {
  const given = Array.isArray(value) ? value : String(value ?? '').split(',');
  const known = allowed.filter((each) => given.includes(each));
  return known.length > 0 ? known : undefined;
}

/** @returns true or absent: a switch that is off leaves the address. */
export function flagOf(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined;
}
