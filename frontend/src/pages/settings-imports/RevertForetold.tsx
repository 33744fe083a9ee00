import { RevertPreviewDocument, type RevertPreviewQuery, type StayingRowFragment } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { Named } from '@/pages/settings-imports/Named';
import { keptWords } from '@/pages/settings-imports/valueWords';
import { revertWords } from '@/pages/settings-imports/words';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

type Told = Extract<RevertPreviewQuery['revertPreview'], { __typename: 'RevertPreview' }>;

const toldIn = ({ revertPreview: told }: RevertPreviewQuery): Told | null =>
  told.__typename === 'RevertPreview' ? told : null;

/** What taking the import back would do now: how much goes, and what stays, row by row, with the reason. */
export function RevertForetold({ importId }: { importId: string }) {
  const list = usePages(RevertPreviewDocument, { id: importId }, toldIn);
  const told = list.data?.pages[0] && toldIn(list.data.pages[0]);
  const data = told && list.nodes ? { told, rows: list.nodes } : undefined;
  return (
    <Faces asked={{ ...list, data }} rows={2}>
      {({ told: { whole, partly, kept }, rows }) => (
        <>
          <p role="status">{revertWords(whole, partly, kept)}</p>
          {rows.length > 0 && (
            <details className="imports-staying">
              <summary>{counted(partly + kept, 'row')} touched since</summary>
              <ul aria-label="What stays">
                {rows.map((row) => (
                  <Staying key={row.line} row={row} />
                ))}
              </ul>
              <ReadOn paged={list} label="Show more rows" />
            </details>
          )}
        </>
      )}
    </Faces>
  );
}

function Staying({ row: { line, client, kept } }: { row: StayingRowFragment }) {
  return (
    <li>
      <span className="muted">Line {line}</span> {client ? <Named client={client} /> : null}
      {kept.map(({ field, before, after }) => (
        <p key={field} className="muted">
          {keptWords(field, before, after)}
        </p>
      ))}
    </li>
  );
}
