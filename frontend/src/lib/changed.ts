import { queryClient } from '@/lib/queryClient';
import { tellTabs } from '@/lib/tabsChannel';

/** After an act on a client: what this tab shows of anything is asked anew, and so do the other tabs. */
export function clientChanged(id: string): Promise<void> {
  tellTabs({ kind: 'client-changed', id });
  return queryClient.invalidateQueries();
}
