import { useQuery } from '@tanstack/react-query';
import { type GroupLineFragment, StaffGroupsDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { Choice, Choices } from '@/ui/Choice';
import { Faces } from '@/ui/Panel';

interface Props {
  chosen: ReadonlySet<string>;
  onChoose: (ids: ReadonlySet<string>) => void;
  error?: string;
}

/** Which groups somebody is in; what they may do is what all of these allow together. */
export function GroupChoices({ chosen, onChoose, error }: Props) {
  const asked = useQuery(asking(StaffGroupsDocument, {}));
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    <Choices legend="Groups" error={error} hint="What the groups allow adds up.">
      <Faces asked={{ ...asked, data: asked.data?.staffGroups.nodes, isPlaceholderData: false }} rows={5}>
        {(groups) =>
          groups.map((group) => (
            <Choice
              key={group.id}
              name="groupIds"
              value={group.id}
              checked={chosen.has(group.id)}
              onChange={(event) => choose(group.id, event.target.checked)}
            >
              {group.name} <span className="muted">{allows(group)}</span>
            </Choice>
          ))
        }
      </Faces>
    </Choices>
  );
}

const allows = ({ permissions }: GroupLineFragment) => counted(permissions.length, 'permission');
