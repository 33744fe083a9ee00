import { useState } from 'react';
import type { ListSearch } from '@/features/clients/listSearch';
import { ExportDialog } from '@/features/clients-bulk/ExportDialog';
import { useTotal } from '@/features/clients-list/ListFoot';
import { columnsFor, layout } from '@/features/clients-list/layout';
import { questionOf } from '@/features/clients-list/useClients';

interface Props {
  search: ListSearch;
  onClose: () => void;
}

/** The export of all that the list shows. What it was when the dialog opened is what goes into the file. */
export default function ExportMatching({ search, onClose }: Props) {
  const [{ filter, orderBy }] = useState(() => questionOf(search));
  const { total } = useTotal(filter);
  const shown = columnsFor(layout.get(), search.cols, false).slice(1);
  return (
    <ExportDialog
      chosen={{ filter, exceptIds: [], count: total }}
      orderBy={orderBy}
      shown={shown.map(({ key }) => key)}
      onClose={onClose}
    />
  );
}
