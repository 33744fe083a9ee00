import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { type GroupLineFragment, RemoveStaffGroupDocument } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { RenameDialog } from '@/pages/settings-groups/RenameDialog';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Menu } from '@/ui/Menu';
import { say } from '@/ui/toastList';

/** A group's name, how many are in it, and what can be done with one of one's own. */
export function GroupHead({ group }: { group: GroupLineFragment }) {
  const [open, setOpen] = useState<'rename' | 'remove'>();
  const remove = async () => {
    const { removeStaffGroup: answer } = await ask(RemoveStaffGroupDocument, { input: { id: group.id } });
    if (answer.__typename !== 'RemovedStaffGroup') return refusalOf(answer);
    say(`${group.name} is removed`);
    setOpen(undefined);
    await queryClient.invalidateQueries();
    return undefined;
  };
  return (
    <th scope="col">
      <span dir="auto">{group.name}</span>
      <span className="matrix-count muted">{counted(group.memberCount, 'member')}</span>
      {!group.isPreset && (
        <Menu
          label={`Change ${group.name}`}
          className="button-icon"
          button={<EllipsisVertical size={16} />}
          acts={[
            { label: 'Rename', onChoose: () => setOpen('rename') },
            {
              label: 'Remove',
              onChoose: () => setOpen('remove'),
              unavailable: group.memberCount > 0 ? 'Staff are still in this group.' : undefined,
            },
          ]}
        />
      )}
      {open === 'rename' && <RenameDialog group={group} onClose={() => setOpen(undefined)} />}
      {open === 'remove' && (
        <ConfirmDialog
          title="Remove this group?"
          act={`Remove ${group.name}`}
          onAct={remove}
          onClose={() => setOpen(undefined)}
        >
          <p>Nobody is in it. What it allowed is not kept.</p>
        </ConfirmDialog>
      )}
    </th>
  );
}
