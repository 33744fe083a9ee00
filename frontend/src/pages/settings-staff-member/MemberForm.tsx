import { useState } from 'react';
import { GroupChoices } from '@/features/staff/GroupChoices';
import { Unsaved } from '@/features/unsaved/Unsaved';
import { type MemberFragment, UpdateStaffMemberDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { isSame } from '@/lib/sets';
import { useAct } from '@/lib/useAct';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Panel } from '@/ui/Panel';
import { say } from '@/ui/toastList';

const groupsOf = (member: MemberFragment): ReadonlySet<string> => new Set(member.memberOf.map(({ id }) => id));

/** What a colleague is called and which groups they are in; nothing counts before it is saved. */
export function MemberForm({ member }: { member: MemberFragment }) {
  const [name, setName] = useState(member.name);
  const [groups, setGroups] = useState(groupsOf(member));
  const isRenamed = name !== member.name;
  const isRegrouped = !isSame(groups, groupsOf(member));
  const { run, forgive, waiting, refused } = useAct(async () => {
    const input = { id: member.id, ...(isRenamed && { name }), ...(isRegrouped && { groupIds: [...groups] }) };
    const { updateStaffMember: answer } = await ask(UpdateStaffMemberDocument, { input });
    if (answer.__typename !== 'Staff') return refusalOf(answer);
    await queryClient.invalidateQueries();
    say(`${name || member.email} is saved`);
    return undefined;
  });
  const discard = () => {
    setName(member.name);
    setGroups(groupsOf(member));
  };
  const changed = isRenamed && isRegrouped ? 'Name and groups' : isRenamed ? 'Name' : 'Groups';
  return (
    <Panel title="Details">
      <Form onSubmit={() => run()} refused={refused} onForgive={forgive}>
        <TextField
          label="Name"
          name="name"
          autoComplete="off"
          value={name}
          error={refused?.faults.get('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <GroupChoices chosen={groups} onChoose={setGroups} error={refused?.faults.get('groupIds')} />
      </Form>
      <Unsaved
        words={isRenamed || isRegrouped ? `${changed} not saved yet` : null}
        waiting={waiting}
        onSave={() => void run()}
        onDiscard={discard}
      />
    </Panel>
  );
}
