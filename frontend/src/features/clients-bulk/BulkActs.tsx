import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { BulkDialog } from '@/features/clients-bulk/BulkDialog';
import type { Chosen } from '@/features/clients-bulk/chosen';
import { DEEDS, type Deed } from '@/features/clients-bulk/deeds';
import { ExportDialog } from '@/features/clients-bulk/ExportDialog';
import { useViewer } from '@/features/session/session';
import type { ClientOrder } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import '@/features/clients-bulk/bulk.css';

interface Props {
  chosen: Chosen;
  orderBy: ClientOrder;
  /** The columns that the list shows. */
  columns: readonly string[];
}

/** What can be done with the clients that are selected, as far as one may. */
export default function BulkActs({ chosen, orderBy, columns }: Props) {
  const { permissions } = useViewer();
  const [open, setOpen] = useState<Deed | 'export'>();
  const may = (permission: string) => permissions.includes(permission);
  const deeds = may('client.bulk') ? DEEDS.filter(({ needs }) => may(needs)) : [];
  const close = () => setOpen(undefined);
  return (
    <>
      {deeds.length > 0 && (
        <Menu
          label="Act on them"
          look="primary"
          className="bulk-menu"
          button={
            <>
              Act on them <ChevronDown size={16} aria-hidden="true" />
            </>
          }
          acts={deeds.map((deed) => ({ label: deed.label, onChoose: () => setOpen(deed) }))}
        />
      )}
      {may('client.export') && (
        <Button aria-haspopup="dialog" onClick={() => setOpen('export')}>
          Export
        </Button>
      )}
      {open === 'export' && <ExportDialog chosen={chosen} orderBy={orderBy} shown={columns} onClose={close} />}
      {open && open !== 'export' && <BulkDialog deed={open} chosen={chosen} onClose={close} />}
    </>
  );
}
