import { type CustomFieldListedFragment, RemoveCustomFieldDocument } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { say } from '@/ui/toastList';

interface Props {
  field: CustomFieldListedFragment;
  onClose: () => void;
}

/** Says how many values go with a field; should there be more by then, the server refuses and says how many. */
export function RemoveFieldDialog({ field: { id, label, clientCount }, onClose }: Props) {
  const act = async () => {
    const { removeCustomField: answer } = await ask(RemoveCustomFieldDocument, {
      input: { id, losingValues: clientCount },
    });
    await queryClient.invalidateQueries();
    if (answer.__typename !== 'RemovedCustomField') return refusalOf(answer);
    say(`${label} removed`);
    onClose();
    return undefined;
  };
  return (
    <ConfirmDialog title={`Remove ${label}?`} act={`Remove ${label}`} onAct={act} onClose={onClose}>
      <p>
        {clientCount > 0
          ? `${counted(clientCount, 'client')} ${clientCount === 1 ? 'has' : 'have'} a value in it. The values are lost with the field.`
          : 'No client has a value in it.'}
      </p>
      <p className="muted">Filters and columns that name it will say that it is gone.</p>
    </ConfirmDialog>
  );
}
