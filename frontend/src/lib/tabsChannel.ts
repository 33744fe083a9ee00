/** What one browser tab tells the others: that staff signed out or in, or that a client changed. */
export type TabMessage = { kind: 'signed-out' } | { kind: 'signed-in' } | { kind: 'client-changed'; id: string };

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
