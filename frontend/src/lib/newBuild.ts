const KEY = 'atrium.reloaded-at';
const AGAIN_AFTER_MS = 60_000;

/** After a new build the old one's lazy parts are gone: the page reloads for the new ones, but never in circles. */
export function reloadOnceWhenPartsAreGone(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < AGAIN_AFTER_MS) return;
    event.preventDefault();
    sessionStorage.setItem(KEY, String(Date.now()));
    window.location.reload();
  });
}
