import { queryClient } from '@/lib/queryClient';
import { tellTabs } from '@/lib/tabsChannel';

/** Of the page that acts: what they would do now makes no sense once it is done. */
const OWN: ReadonlySet<unknown> = new Set(['MergePreviewed', 'MergeFamily', 'UndoPreviewed']);

/** After a merge or its undo: whatever shows any of them asks anew, in this tab and in the others. */
export function mergeChanged(clientIds: readonly string[]): Promise<void> {
  for (const id of clientIds) tellTabs({ kind: 'client-changed', id });
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => !OWN.has(queryKey[0]) });
}
