import type { StagedRowFragment } from '@/generated/graphql';
import { Candidates, Decided } from '@/pages/settings-imports/Candidates';
import { fieldWords } from '@/pages/settings-imports/fieldWords';
import { Named } from '@/pages/settings-imports/Named';
import { keptWords, valueWords } from '@/pages/settings-imports/valueWords';

interface Props {
  importId: string;
  row: StagedRowFragment;
  /** Faults of what is no column that is shown. */
  beside: StagedRowFragment['faults'];
  /** Whom it means can be decided. */
  isEditable: boolean;
}

export const hasNotes = (row: StagedRowFragment, beside: unknown[]) =>
  beside.length + row.changes.length + row.kept.length + row.candidates.length > 0 ||
  row.client !== null ||
  row.isDecided;

/** What is to be said of a row beside its cells: whom it means, what it changes, what of it stays. */
export function RowNotes({ importId, row, beside, isEditable }: Props) {
  return (
    <div className="imports-notes">
      {beside.map(({ path, code, message }) => (
        <p key={`${code} ${path.join()}`} className="field-error">
          {path[0] ? `${fieldWords(path[0])}: ${message}` : message}
        </p>
      ))}
      {row.client && (
        <p>
          Is <Named client={row.client} />
        </p>
      )}
      {row.candidates.length > 0 && <Candidates importId={importId} row={row} isEditable={isEditable} />}
      {row.isDecided && isEditable && <Decided importId={importId} row={row} />}
      {row.changes.length > 0 && (
        <ul aria-label={`Changes of line ${row.line}`}>
          {row.changes.map(({ field, before, after }) => (
            <li key={field}>
              <span className="muted">{fieldWords(field)}:</span> <del>{valueWords(before)}</del>{' '}
              <span aria-hidden="true">→</span> <ins>{valueWords(after)}</ins>
            </li>
          ))}
        </ul>
      )}
      {row.kept.map(({ field, before, after }) => (
        <p key={field}>{keptWords(field, before, after)}</p>
      ))}
    </div>
  );
}
