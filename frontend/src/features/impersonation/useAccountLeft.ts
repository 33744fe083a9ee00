import { useEffect } from 'react';
import { hearTabs, tellTabs } from '@/lib/tabsChannel';

/** Tells a tab in which the client's account was just left that the client's page is open here. */
export function useAccountLeft(clientId: string): void {
  useEffect(
    () =>
      hearTabs((message) => {
        if (message.kind === 'account-left' && message.id === clientId) tellTabs({ kind: 'client-open', id: clientId });
      }),
    [clientId],
  );
}
