import { acting } from '@/store/acting/acting';

const HOME = '/store/account';

/** Leads to where one signs in, and from there back to this page; not who was in a client's account: that is over. */
export function toSignIn(): void {
  if (acting()) return;
  const here = window.location.pathname;
  window.location.replace(here === HOME ? '/store/login' : `/store/login?then=${encodeURIComponent(here)}`);
}

/** @returns where to go after signing in: the page one came for, which is always one of the store's own. */
export function wayBack(search = window.location.search): string {
  const then = new URLSearchParams(search).get('then') ?? '';
  return /^\/store\/[\w/-]*$/.test(then) ? then : HOME;
}
