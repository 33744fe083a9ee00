import { lazy, Suspense, useState } from 'react';
import type { ListSearch } from '@/features/clients/listSearch';
import { usePermission } from '@/features/session/session';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';

const ExportMatching = lazy(() => part(() => import('@/features/clients-bulk/ExportMatching')));

/** Takes all that match away in a file; absent for those who may not. */
export function ExportButton({ search }: { search: ListSearch }) {
  const [isOpen, setOpen] = useState(false);
  if (!usePermission('client.export')) return null;
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Export
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ExportMatching search={search} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
