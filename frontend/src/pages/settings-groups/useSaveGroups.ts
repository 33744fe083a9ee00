import { UpdateStaffGroupDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import type { Draft } from '@/pages/settings-groups/draft';
import { say } from '@/ui/toastList';

/**
 * Saves group after group. What was saved leaves the draft, so that after a refusal only the rest is asked again.
 * @param onSaved is told the id of each group that was saved.
 */
export function useSaveGroups(nameOf: (id: string) => string, onSaved: (id: string) => void) {
  return useAct(async (draft: Draft) => {
    for (const [id, permissions] of draft) {
      const input = { id, permissions: [...permissions] };
      const { updateStaffGroup: answer } = await ask(UpdateStaffGroupDocument, { input });
      if (answer.__typename !== 'StaffGroup') {
        const { sentence, faults } = refusalOf(answer);
        return refusal(`${nameOf(id)}: ${faults.get('permissions') ?? sentence}`);
      }
      await queryClient.invalidateQueries();
      onSaved(id);
    }
    say('Saved. It counts from the next request of everyone in it.');
    return undefined;
  });
}
