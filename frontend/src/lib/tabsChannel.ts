/**
 * What one browser tab tells the others: that staff signed out or in, that a client changed, that staff left a client's
 * account at the store, and (in answer) that the client's page is open.
 */
export type TabMessage =
  | { kind: 'signed-out' }
  | { kind: 'signed-in' }
  | { kind: 'client-changed'; id: string }
  | { kind: 'account-left'; id: string }
  | { kind: 'client-open'; id: string };

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('atrium');

export function tellTabs(message: TabMessage): void {
  channel?.postMessage(message);
}

/** @returns how to stop listening. */
export function hearTabs(listener: (message: TabMessage) => void): () => void {
  const hear = (event: MessageEvent<TabMessage>) => listener(event.data);
  channel?.addEventListener('message', hear);
  return () => channel?.removeEventListener('message', hear);
}
