import type { StagedRowFragment } from '@/generated/graphql';
import { useAct } from '@/lib/useAct';
import { EditableCell } from '@/pages/settings-imports/EditableCell';
import { Named } from '@/pages/settings-imports/Named';
import { hasNotes, RowNotes } from '@/pages/settings-imports/RowNotes';
import { skipRow } from '@/pages/settings-imports/rowActs';
import { type Column, isAbout } from '@/pages/settings-imports/rowQuestion';
import { endOf } from '@/pages/settings-imports/words';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';

interface Props {
  importId: string;
  row: StagedRowFragment;
  columns: Column[];
  isEditable: boolean;
  hasActs: boolean;
  isOver: boolean;
}

/** A row of the file: its cells, the wrong ones outlined; beneath them what else is to be said. */
export function RowLines({ importId, row, columns, isEditable, hasActs, isOver }: Props) {
  const cells = row.cells as Record<string, string>;
  const [words, tone] = endOf(row, isOver);
  const notes = isOver ? { ...row, client: null, isDecided: false } : row;
  const beside = row.faults.filter((fault) => !columns.some((column) => isAbout(column, fault)));
  return (
    <>
      <tr className={hasNotes(notes, beside) ? 'imports-line imports-noted' : 'imports-line'}>
        <th scope="row" className="number">
          {row.line}
        </th>
        <td>
          <Badge tone={tone}>{words}</Badge>
        </td>
        {isOver && <td className="imports-client">{row.client && <Named client={row.client} />}</td>}
        {columns.map((column) => {
          const faults = row.faults.filter((fault) => isAbout(column, fault));
          return (
            <td key={column.name}>
              <EditableCell
                importId={importId}
                line={row.line}
                heading={column.name}
                text={cells[column.name] ?? ''}
                fault={faults.map(({ message }) => message).join(' ') || undefined}
                isEditable={isEditable}
              />
            </td>
          );
        })}
        {hasActs && <td>{isEditable && <SkipButton importId={importId} row={row} />}</td>}
      </tr>
      {hasNotes(notes, beside) && (
        <tr>
          <td />
          <td colSpan={columns.length + (hasActs || isOver ? 2 : 1)}>
            <RowNotes importId={importId} row={notes} beside={beside} isEditable={isEditable} />
          </td>
        </tr>
      )}
    </>
  );
}

function SkipButton({ importId, row }: { importId: string; row: StagedRowFragment }) {
  const isSkipped = row.outcome === 'SKIPPED';
  const { run, waiting } = useAct(() => skipRow(importId, row.line, !isSkipped));
  const words = isSkipped ? 'Take in again' : 'Skip';
  return (
    <Button look="quiet" waiting={waiting} aria-label={`${words}: line ${row.line}`} onClick={() => void run()}>
      {words}
    </Button>
  );
}
