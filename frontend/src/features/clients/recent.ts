import { stored } from '@/lib/stored';

const KEY = 'recent-clients';
const REMEMBERED = 8;

/** The clients last looked at in this browser, newest first. Only their ids are kept: who they are is asked anew. */
export function recentClients(): string[] {
  return stored.read(KEY)?.split(',').filter(Boolean) ?? [];
}

export function rememberClient(id: string): void {
  stored.write(KEY, [id, ...recentClients().filter((each) => each !== id)].slice(0, REMEMBERED).join(','));
}

/** Whoever signs in next starts with none. */
export function forgetRecentClients(): void {
  stored.write(KEY, null);
}
