import { observable } from '@/lib/observable';

const LOOK_EVERY_MS = 5 * 60_000;
const BUILD = /<meta name="build" content="([\w-]+)"/;

/** True once the server has a newer version of these pages than the one that runs. */
export const newBuildReady = observable(false);

/** Looks for a newer build when someone comes back to the tab, and every few minutes. @returns how to stop. */
export function watchForNewBuild(): () => void {
  const own = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
  if (!own) return () => undefined;
  const look = async () => {
    if (document.hidden || newBuildReady.get()) return;
    const there = await buildOnServer();
    if (there !== null && there !== own) newBuildReady.set(true);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('focus', look);
  };
}

/** @returns the build that a reload would bring; null when nobody says. */
async function buildOnServer(): Promise<string | null> {
  try {
    const response = await fetch('/index.html', { cache: 'no-cache' });
    return response.ok ? (BUILD.exec(await response.text())?.[1] ?? null) : null;
  } catch {
    return null;
  }
}
