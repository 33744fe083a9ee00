import { refusedBy } from '@/features/client-orders/refusedBy';
import { EndServiceDocument, type ServiceFactsFragment } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { say } from '@/ui/toastList';

interface Props {
  service: ServiceFactsFragment;
  clientId: string;
  onClose: () => void;
}

/** Asked before a service no longer runs: it cannot be renewed afterwards. */
export function EndServiceDialog({ service, clientId, onClose }: Props) {
  const { name } = service.product;
  return (
    <ConfirmDialog
      title="End service"
      act={`End ${name}`}
      reason="optional"
      onClose={onClose}
      onAct={async (reason) => {
        const { endService: answer } = await ask(EndServiceDocument, { input: { serviceId: service.id, reason } });
        if (answer.__typename !== 'Service') return refusedBy(answer);
        await clientChanged(clientId);
        say(`${name} ended`);
        onClose();
        return undefined;
      }}
    >
      <p>It no longer runs and cannot be renewed. Whoever wants it again orders the product anew.</p>
    </ConfirmDialog>
  );
}
