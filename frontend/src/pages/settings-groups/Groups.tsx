import { useState } from 'react';
import { Unsaved } from '@/features/unsaved/Unsaved';
import type { GroupLineFragment, PermissionLineFragment } from '@/generated/graphql';
import { draftWords, NO_DRAFT, withChoice } from '@/pages/settings-groups/draft';
import { Matrix } from '@/pages/settings-groups/Matrix';
import { useSaveGroups } from '@/pages/settings-groups/useSaveGroups';
import { Notice } from '@/ui/Notice';

interface Props {
  groups: GroupLineFragment[];
  permissions: PermissionLineFragment[];
}

/** The matrix with what is not saved yet. */
export function Groups({ groups, permissions }: Props) {
  const [draft, setDraft] = useState(NO_DRAFT);
  const nameOf = (id: string) => groups.find((group) => group.id === id)?.name ?? '';
  const forget = (id: string) => setDraft((now) => new Map([...now].filter(([each]) => each !== id)));
  const { run, waiting, refused } = useSaveGroups(nameOf, forget);
  return (
    <>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <Matrix
        groups={groups}
        permissions={permissions}
        draft={draft}
        onChoose={(group, permission, on) => setDraft(withChoice(draft, group, permission, on))}
      />
      <Unsaved
        words={draftWords(draft, groups)}
        waiting={waiting}
        onSave={() => void run(draft)}
        onDiscard={() => setDraft(NO_DRAFT)}
      />
    </>
  );
}
