import { useState } from 'react';
import { Unsaved } from '@/features/unsaved/Unsaved';
import { type ProfileQuery, UpdateProfileDocument } from '@/generated/graphql';
import { formatList } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Panel } from '@/ui/Panel';
import { say } from '@/ui/toastList';

type Self = NonNullable<ProfileQuery['viewer']['staff']>;

/** How colleagues and the log call one. */
export function NamePanel({ staff }: { staff: Self }) {
  const [name, setName] = useState(staff.name);
  const { run, forgive, waiting, refused } = useAct(async () => {
    const { updateProfile: answer } = await ask(UpdateProfileDocument, { input: { name } });
    if (answer.__typename !== 'Staff') return refusalOf(answer);
    await queryClient.invalidateQueries();
    say('Your name is saved');
    return undefined;
  });
  return (
    <Panel title="You">
      <Form onSubmit={() => run()} refused={refused} onForgive={forgive}>
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          value={name}
          error={refused?.faults.get('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <p>
          You sign in as <bdi>{staff.email}</bdi>
          {staff.groups.length > 0 && <> and are in {formatList(staff.groups)}</>}.
        </p>
      </Form>
      <Unsaved
        words={name === staff.name ? null : 'Name not saved yet'}
        waiting={waiting}
        onSave={() => void run()}
        onDiscard={() => setName(staff.name)}
      />
    </Panel>
  );
}
