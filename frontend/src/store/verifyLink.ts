/** What a verification link carries after `#`, where neither servers nor referrers see it. */
export interface VerifyLink {
  token: string;
  /** The account has no password yet; it is chosen in the same step. */
  choosesPassword: boolean;
}

/** @returns null when the fragment holds no token: the link was cut off. */
export function readVerifyLink(fragment: string): VerifyLink | null {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const token = given.get('token');
  return token ? { token, choosesPassword: given.get('choose') === '1' } : null;
}

/** Reads the link and takes the secret out of the address bar and the history before anything else runs. */
export function takeVerifyLink(): VerifyLink | null {
  const link = readVerifyLink(window.location.hash);
  window.history.replaceState(null, '', window.location.pathname);
  return link;
}
