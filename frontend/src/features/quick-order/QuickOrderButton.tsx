import { lazy, Suspense, useState } from 'react';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';

const QuickOrderDialog = lazy(() => part(() => import('@/features/quick-order/QuickOrderDialog')));

interface Props {
  clientId: string;
  label: string;
  /** What is said instead of the label where several stand on one page. */
  name?: string;
  /** The service that shall be renewed. */
  serviceId?: string;
}

/** Opens a quick order for a client. */
export function QuickOrderButton({ clientId, label, name, serviceId }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" aria-label={name} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <QuickOrderDialog client={{ id: clientId }} serviceId={serviceId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
