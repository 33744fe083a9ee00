import { useState } from 'react';
import { type CustomFieldListedFragment, MoveCustomFieldDocument } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { say } from '@/ui/toastList';

/** Moves fields at once on the screen, and on the server one after the other; what it refuses goes back. */
export function useMoveField(fields: CustomFieldListedFragment[]) {
  const [wanted, setWanted] = useState<string[]>();
  const place = ({ id }: CustomFieldListedFragment) => wanted?.indexOf(id) ?? 0;
  const order = wanted ? [...fields].sort((one, other) => place(one) - place(other)) : fields;

  async function move(field: CustomFieldListedFragment, to: number) {
    const rest = order.filter(({ id }) => id !== field.id);
    const next = [...rest.slice(0, to), field, ...rest.slice(to)].map(({ id }) => id);
    setWanted(next);
    try {
      const { moveCustomField: answer } = await ask(MoveCustomFieldDocument, {
        input: { id: field.id, position: to + 1 },
      });
      say(answer.__typename === 'CustomField' ? `${field.label} is now at place ${to + 1}` : answer.message);
    } catch (error) {
      const { title, advice } = explain(error);
      say(`Not moved. ${title}. ${advice}`);
    }
    await queryClient.invalidateQueries();
    setWanted((now) => (now === next ? undefined : now));
  }

  return { order, move };
}
