import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ImportCardFragment, ImportColumnsDocument, ImportRowsDocument } from '@/generated/graphql';
import { asking, usePages } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import { RowTable } from '@/pages/settings-imports/RowTable';
import { askedFor, columnsShown } from '@/pages/settings-imports/rowQuestion';
import type { Shown } from '@/pages/settings-imports/search';
import { OUTCOMES, rowsOf } from '@/pages/settings-imports/words';
import { Button } from '@/ui/Button';
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
  const { outcome: show } = useSearch({ from: '/staff/settings/imports/$importId' });
  const columns = useQuery(asking(ImportColumnsDocument, { id: work.id }));
  const list = usePages(ImportRowsDocument, { id: work.id, ...askedFor(show) }, (answer) => answer.import?.rows);
  const shown = columnsShown(columns.data?.import?.columns);
  const data = list.nodes && shown ? { rows: list.nodes, shown } : undefined;
  return (
    <section className="panel" aria-label="Rows">
      <Tabs work={work} show={show} />
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

/** How many rows there are of each outcome; each leads to them. */
function Tabs({ work: { counts }, show }: { work: ImportCardFragment; show: Shown | undefined }) {
  const navigate = useNavigate();
  const go = (to: Shown | undefined) =>
    void navigate({ to: '.', search: (now) => ({ ...now, outcome: to }), replace: true, resetScroll: false });
  const tabs: [shown: Shown | undefined, words: string, count: number][] = [
    [undefined, 'All', rowsOf(counts)],
    ['CREATE', OUTCOMES.CREATE[0], counts.create],
    ['UPDATE', OUTCOMES.UPDATE[0], counts.update],
    ['UNCHANGED', OUTCOMES.UNCHANGED[0], counts.unchanged],
    ['AMBIGUOUS', OUTCOMES.AMBIGUOUS[0], counts.ambiguous],
    ['REFUSED', OUTCOMES.REFUSED[0], counts.refused],
    ['SKIPPED', OUTCOMES.SKIPPED[0], counts.skipped],
  ];
  if (counts.reverted > 0) {
    tabs.push(['REVERTED', 'Taken back', counts.reverted], ['KEPT', 'Stays', counts.committed - counts.reverted]);
  }
  return (
    <ul className="row imports-tabs" aria-label="Rows by outcome">
      {tabs.map(([shown, words, count]) => (
        <li key={words}>
          <Button aria-pressed={show === shown} onClick={() => go(shown)}>
            {words} {formatNumber(count)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
