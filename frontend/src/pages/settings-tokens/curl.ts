const QUESTION = '{"query":"{ viewer { permissions } }"}';

/** A line to paste into a shell: it asks what the token may do. */
export function curlLine(origin: string, secret: string): string {
  const headers = [`Authorization: Bearer ${secret}`, 'Content-Type: application/json'];
  return ['curl', `${origin}/graphql`, ...headers.map((header) => `-H '${header}'`), `-d '${QUESTION}'`].join(' ');
}
