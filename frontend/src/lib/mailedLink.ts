/** @returns the secret that a mailed link carries after `#`, where neither servers nor referrers see it; null without. */
export const readToken = (fragment: string): string | null =>
  new URLSearchParams(fragment.replace(/^#/, '')).get('token') || null;

/** Reads the secret and takes it out of the address bar and the history before anything else runs. */
export function takeToken(): string | null {
  const token = readToken(window.location.hash);
  window.history.replaceState(null, '', window.location.pathname);
  return token;
}

/** Shows the page of the link that was opened, and again when another one is opened in the same tab. */
export function followTokens(show: (token: string | null) => void): void {
  show(takeToken());
  window.addEventListener('hashchange', () => show(takeToken()));
}
