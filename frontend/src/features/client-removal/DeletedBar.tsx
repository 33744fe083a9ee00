import { lazy, Suspense, useState } from 'react';
import { usePermission } from '@/features/session/session';
import { DeletedClientDocument, type DeletedClientFactsFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Time } from '@/ui/Time';

const RestoreDialog = lazy(() => part(() => import('@/features/client-removal/RestoreDialog')));
const EraseDialog = lazy(() => part(() => import('@/features/client-removal/EraseDialog')));
const ReceiptDialog = lazy(() => part(() => import('@/features/client-removal/ReceiptDialog')));

/** On the page of a client that is deleted: since when, by whom, and the two ways on. */
export default function DeletedBar({ clientId }: { clientId: string }) {
  const { data } = useAnswer(DeletedClientDocument, { id: clientId });
  return data?.client ? <Bar client={data.client} /> : null;
}

function Bar({ client }: { client: DeletedClientFactsFragment }) {
  const [open, setOpen] = useState<'restore' | 'erase' | 'receipt'>();
  const seesReceipts = usePermission('client.erase');
  const close = () => setOpen(undefined);
  const { deletion, deletedAt, erasedAt, viewerCan } = client;
  return (
    <Notice>
      Deleted
      {deletedAt && (
        <>
          {' on '}
          <Time at={deletedAt} />
        </>
      )}
      {deletion && (
        <>
          {' by '}
          <bdi>{deletion.by.name}</bdi>
        </>
      )}
      {deletion?.reason && <q className="removal-reason">{deletion.reason}</q>}
      {erasedAt && (
        <>
          {' · Personal data erased on '}
          <Time at={erasedAt} />
        </>
      )}
      {viewerCan.restore && (
        <>
          {' · '}
          <Button look="quiet" onClick={() => setOpen('restore')}>
            Restore
          </Button>
        </>
      )}
      {viewerCan.erase && (
        <>
          {' · '}
          <Button look="quiet" onClick={() => setOpen('erase')}>
            Erase
          </Button>
        </>
      )}
      {erasedAt && seesReceipts && (
        <>
          {' · '}
          <Button look="quiet" onClick={() => setOpen('receipt')}>
            Receipt
          </Button>
        </>
      )}
      <Suspense fallback={null}>
        {open === 'restore' && <RestoreDialog client={client} onClose={close} />}
        {open === 'erase' && <EraseDialog client={client} onClose={close} />}
        {open === 'receipt' && <ReceiptDialog client={client} onClose={close} />}
      </Suspense>
    </Notice>
  );
}
