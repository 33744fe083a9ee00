import { useQuery } from '@tanstack/react-query';
import { type Change, clientIdOf, rowsOf } from '@/features/activity/changeRows';
import { fieldWords, isCustom, valueWords } from '@/features/activity/words';
import { ClientLink } from '@/features/clients/ClientLink';
import { useCustomFields } from '@/features/custom-fields/known';
import { ClientNamedDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import '@/features/activity/activity.css';

interface Props {
  changes: readonly Change[];
  /** A value was given in place of none: elsewhere that none stood there before goes without saying. */
  isEdit: boolean;
}

/** What an act changed, a line a field: a sentence, or before, where there was something, and after. */
export function Changes({ changes, isEdit }: Props) {
  useCustomFields(changes.some(({ field }) => isCustom(field)));
  if (changes.length === 0) return null;
  return (
    <ul className="event-changes">
      {rowsOf(changes).map(({ key, sentence, label, clientId, change }) => (
        <li key={key}>
          {sentence ?? (
            <>
              <span className="muted">{label ?? fieldWords(change.field)}:</span>{' '}
              {clientId ? (
                <ClientLink id={clientId}>
                  <bdi>{String(change.before ?? change.after)}</bdi>
                </ClientLink>
              ) : (
                <BeforeAndAfter {...change} isEdit={isEdit} />
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function BeforeAndAfter({ field, before, after, isEdit }: Change & { isEdit: boolean }) {
  return (
    <>
      {(isEdit || before !== null) && (
        <>
          <del dir="auto">
            <Value field={field} value={before} />
          </del>{' '}
          <span className="muted" aria-hidden="true">
            →
          </span>{' '}
        </>
      )}
      <ins dir="auto">
        <Value field={field} value={after} />
      </ins>
    </>
  );
}

function Value({ field, value }: { field: string; value: unknown }) {
  const id = clientIdOf(field, value);
  return id ? <NamedClient id={id} /> : valueWords(field, value);
}

/** A client of whom only the id is told: its name, and the way to its page. */
function NamedClient({ id }: { id: string }) {
  const { data } = useQuery({ ...asking(ClientNamedDocument, { id }), staleTime: 60_000 });
  return <ClientLink id={id}>{data?.client?.displayName || (data ? 'No name' : 'A client')}</ClientLink>;
}
