import { reportReachable } from '@/lib/connection';

const KEY = 'atrium.reloaded-at';
const AGAIN_AFTER_MS = 60_000;
const RETRY_MS = 2000;

/**
 * Fetches a part of these pages that is loaded when wanted. While the server cannot be reached it waits and asks again:
 * a reload would take away what is on the screen. After a new build the old one's parts are gone: the page reloads for
 * the new ones, but never in circles.
 * @param load imports the part; called again after every failure that the connection is to blame for.
 * @throws what `load` threw, when the server is there and a reload did not help.
 */
export async function part<Part>(load: () => Promise<Part>): Promise<Part> {
  let wasLost = false;
  for (;;) {
    try {
      const loaded = await load();
      if (wasLost) reportReachable(true);
      return loaded;
    } catch (error) {
      if (await isServerThere()) return reloadOnce(error);
      wasLost = true;
      reportReachable(false);
      await new Promise((done) => setTimeout(done, RETRY_MS));
      forgetLostSheets();
    }
  }
}

function reloadOnce(error: unknown): Promise<never> {
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  if (Date.now() - last < AGAIN_AFTER_MS) throw error;
  sessionStorage.setItem(KEY, String(Date.now()));
  window.location.reload();
  return new Promise(() => undefined);
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/index.html', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** A sheet that stands in the page counts as loaded, even if it never came. */
function forgetLostSheets(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
    if (!link.sheet) link.remove();
  }
}
