import type { ImportCardFragment, StagedRowFragment } from '@/generated/graphql';
import { RowLines } from '@/pages/settings-imports/RowLines';
import type { Column } from '@/pages/settings-imports/rowQuestion';

interface Props {
  work: ImportCardFragment;
  rows: StagedRowFragment[];
  /** Those that are shown. */
  columns: Column[];
  isEditable: boolean;
  isOver: boolean;
}

/** Rows of the file as they were written there, with what is to be said of each beneath it. */
export function RowTable({ work, rows, columns, isEditable, isOver }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className="imports-scroll" aria-label="Table of rows" tabIndex={0}>
      <table className="imports-table">
        <caption className="visually-hidden">Rows of {work.fileName}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col">Outcome</th>
            {isOver && <th scope="col">Client</th>}
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
            {isEditable && (
              <th scope="col">
                <span className="visually-hidden">Acts</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowLines
              key={row.line}
              importId={work.id}
              row={row}
              columns={columns}
              isEditable={isEditable && row.fate === null}
              hasActs={isEditable}
              isOver={isOver}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
