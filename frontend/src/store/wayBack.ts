const HOME = '/store/account';

/** Leads to where one signs in, and from there back to this page. */
export function toSignIn(): void {
  const here = window.location.pathname;
  window.location.replace(here === HOME ? '/store/login' : `/store/login?then=${encodeURIComponent(here)}`);
}

/** @returns where to go after signing in: the page one came for, which is always one of the store's own. */
export function wayBack(search = window.location.search): string {
  const then = new URLSearchParams(search).get('then') ?? '';
  return /^\/store\/[\w/-]*$/.test(then) ? then : HOME;
}
