import { ClientLink } from '@/features/clients/ClientLink';
import { ClientName } from '@/features/clients/ClientName';
import type { StagedRowFragment } from '@/generated/graphql';
import { fieldWords } from '@/pages/settings-imports/fieldWords';
import { keptWords, valueWords } from '@/pages/settings-imports/valueWords';

interface Props {
  row: StagedRowFragment;
  /** Faults of what is no column that is shown. */
  beside: StagedRowFragment['faults'];
}

export const hasNotes = (row: StagedRowFragment, beside: unknown[]) =>
  beside.length + row.changes.length + row.kept.length + row.candidates.length > 0 || row.client !== null;

/** What is to be said of a row beside its cells: whom it means, what it changes, what of it stays. */
export function RowNotes({ row, beside }: Props) {
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
      {row.candidates.length > 0 && <Candidates row={row} />}
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

function Candidates({ row: { line, candidates } }: { row: StagedRowFragment }) {
  return (
    <>
      <p>It could be any of these. Give the row what tells them apart, such as the external id, or skip it.</p>
      <ul aria-label={`Clients whom line ${line} could mean`}>
        {candidates.map(({ id, client }) => (
          <li key={id}>{client ? <Named client={client} /> : 'A client whom you may not see'}</li>
        ))}
      </ul>
    </>
  );
}

/** A client whom a row means, or has become. */
export function Named({ client: { id, displayName, number } }: { client: NonNullable<StagedRowFragment['client']> }) {
  return (
    <>
      <ClientLink id={id}>
        <ClientName name={displayName} />
      </ClientLink>{' '}
      <span className="muted">#{number}</span>
    </>
  );
}
