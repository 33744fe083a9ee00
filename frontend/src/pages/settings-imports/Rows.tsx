import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ImportCardFragment, ImportColumnsDocument, ImportRowsDocument } from '@/generated/graphql';
import { asking, usePages } from '@/lib/asking';
import { DecideAll } from '@/pages/settings-imports/DecideAll';
import { RowFilters } from '@/pages/settings-imports/RowFilters';
import { RowTable } from '@/pages/settings-imports/RowTable';
import { askedFor, columnsShown } from '@/pages/settings-imports/rowQuestion';
import { Empty } from '@/ui/Empty';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

interface Props {
  work: ImportCardFragment;
  /** Cells can be put right and rows left out. */
  isEditable?: boolean;
}

/** The file's rows, all of them or those of one outcome. */
export function Rows({ work, isEditable = false }: Props) {
  const search = useSearch({ from: '/staff/settings/imports/$importId' });
  const columns = useQuery(asking(ImportColumnsDocument, { id: work.id }));
  const list = usePages(ImportRowsDocument, { id: work.id, ...askedFor(search) }, (answer) => answer.import?.rows);
  const shown = columnsShown(columns.data?.import?.columns);
  const data = list.nodes && shown ? { rows: list.nodes, shown } : undefined;
  return (
    <section className="panel" aria-label="Rows">
      <RowFilters work={work} />
      {isEditable && work.counts.ambiguous > 0 && <DecideAll work={work} />}
      <Faces
        asked={{ ...list, error: list.error ?? columns.error, data }}
        rows={10}
        empty={{ when: ({ rows }) => rows.length === 0, face: <Empty title="No row here" /> }}
      >
        {({ rows, shown: those }) => (
          <RowTable work={work} rows={rows} columns={those} isEditable={isEditable} isOver={!isEditable} />
        )}
      </Faces>
      <ReadOn paged={list} label="Show more rows" />
    </section>
  );
}
