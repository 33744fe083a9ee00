import { Receipt } from '@/features/client-removal/Receipt';
import { type DeletedClientFactsFragment, ErasureReceiptDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Dialog } from '@/ui/Dialog';
import { Faces } from '@/ui/Panel';

interface Props {
  client: DeletedClientFactsFragment;
  onClose: () => void;
}

/** The receipt of an erasure, once more. */
export default function ReceiptDialog({ client, onClose }: Props) {
  const asked = useAnswer(ErasureReceiptDocument, { id: client.id });
  return (
    <Dialog title="Receipt" onClose={onClose}>
      <Faces asked={{ ...asked, data: asked.data?.erasure ?? undefined }} rows={8}>
        {(erasure) => <Receipt number={client.number} erasure={erasure} onClose={onClose} />}
      </Faces>
    </Dialog>
  );
}
