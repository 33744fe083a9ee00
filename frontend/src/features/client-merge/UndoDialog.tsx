import { useQuery } from '@tanstack/react-query';
import { mergeChanged } from '@/features/client-merge/mergeChanged';
import { countWords, told } from '@/features/client-merge/words';
import { type MergeCountFragment, UndoMergeDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Faces } from '@/ui/Panel';
import { say } from '@/ui/toastList';

interface Props {
  mergeId: string;
  onClose: () => void;
}

/** What would go back and what stays, before it does. */
export default function UndoDialog({ mergeId, onClose }: Props) {
  const asked = useQuery({
    queryKey: ['UndoPreviewed', mergeId],
    queryFn: () => ask(UndoMergeDocument, { input: { mergeId, preview: true } }),
    gcTime: 0,
  });
  const undo = async () => {
    const { undoMerge: answer } = await ask(UndoMergeDocument, { input: { mergeId } });
    if (answer.__typename !== 'UndoneMerge') return refusalOf(answer);
    say(`Merge undone: ${answer.clients.map(({ displayName }) => displayName || 'No name').join(', ')} stands again`);
    onClose();
    await mergeChanged([answer.merge.destination.id, ...answer.clients.map(({ id }) => id)]);
    return undefined;
  };
  return (
    <ConfirmDialog title="Undo the merge?" act="Undo the merge" look="primary" onAct={undo} onClose={onClose}>
      <Faces asked={asked}>
        {({ undoMerge: seen }) =>
          seen.__typename === 'UndoneMerge' ? (
            <>
              <Counted title="Goes back" counts={seen.returned} />
              <Counted title="Stays, for it was changed since" counts={seen.stayed} />
            </>
          ) : (
            <p>{seen.message}</p>
          )
        }
      </Faces>
    </ConfirmDialog>
  );
}

function Counted({ title, counts }: { title: string; counts: MergeCountFragment[] }) {
  const shown = told(counts);
  if (shown.length === 0) return null;
  return (
    <section className="undo-counts">
      <h3>{title}</h3>
      <ul>
        {shown.map((one) => (
          <li key={one.kind}>{countWords(one)}</li>
        ))}
      </ul>
    </section>
  );
}
