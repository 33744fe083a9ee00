import { useEffect, useState } from 'react';
import { type BulkClientsInput, BulkPreviewDocument, type BulkPreviewQuery } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { explain } from '@/lib/errors';
import { counted, formatNumber } from '@/lib/formats';

const PAUSE_MS = 250;

/** What an act on many would do: asked after a short pause in typing. */
export function useForeseen(wish: BulkClientsInput) {
  const wanted = JSON.stringify(wish);
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const input: BulkClientsInput = JSON.parse(settled);
  const { data, error, isPlaceholderData } = useAnswer(BulkPreviewDocument, { input });
  const isOld = isPlaceholderData || settled !== wanted;
  return { preview: data?.bulkPreview, error: isPlaceholderData ? null : error, isOld };
}

/** How many will change, and what will not be possible and why. */
export function Foreseen({ preview, error, isOld }: ReturnType<typeof useForeseen>) {
  return (
    <div className={isOld ? 'bulk-foreseen stale' : 'bulk-foreseen'} role="status" aria-label="Preview">
      {error && <p>{explain(error).advice}</p>}
      {!error && !preview && <p className="muted">Counting…</p>}
      {!error && preview && <Figures preview={preview} />}
    </div>
  );
}

type Preview = BulkPreviewQuery['bulkPreview'];

const refusedIn = ({ refusals }: Preview) => refusals.reduce((sum, { count }) => sum + count, 0);

/** How many clients will be changed. */
export const possible = (preview: Preview) => preview.total - preview.unchanged - refusedIn(preview);

function Figures({ preview }: { preview: Preview }) {
  const { total, unchanged, refusals } = preview;
  const refused = refusedIn(preview);
  return (
    <>
      <p>
        <strong>{counted(total, 'client')}</strong>: possible for {formatNumber(possible(preview))}
        {unchanged > 0 && `; ${formatNumber(unchanged)} ${unchanged === 1 ? 'is' : 'are'} so already`}.
      </p>
      {refusals.length > 0 && (
        <>
          <p>Not possible for {counted(refused, 'client')}:</p>
          <ul className="bulk-refusals">
            {refusals.map(({ code, message, count }) => (
              <li key={code}>
                {formatNumber(count)} {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
