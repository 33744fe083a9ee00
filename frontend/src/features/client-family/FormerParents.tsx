import { ACCESS_WORDS, billingWords, nameOf } from '@/features/client-family/words';
import { ClientLink } from '@/features/clients/ClientLink';
import { FormerLinksDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Failed } from '@/ui/Failed';
import { Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import { Time } from '@/ui/Time';

/** Under whom the client stood before; absent where there was nobody. */
export function FormerParents({ clientId }: { clientId: string }) {
  const asked = usePages(FormerLinksDocument, { id: clientId }, ({ client }) => client?.familyLinks);
  const former = asked.nodes?.filter(({ endedAt }) => endedAt !== null) ?? [];
  if (asked.error) return <Failed error={asked.error} onRetry={asked.refetch} brief />;
  if (former.length === 0) return null;
  return (
    <Panel title="Former parents">
      <ul className="family-former">
        {former.map(({ id, parent, parentAccess, childBillsParent, linkedAt, linkedBy, endedAt }) => (
          <li key={id}>
            {parent ? <ClientLink id={parent.id}>{nameOf(parent)}</ClientLink> : 'A client you cannot see'},{' '}
            {ACCESS_WORDS[parentAccess].toLowerCase()}, {billingWords(childBillsParent)}
            <span className="muted">
              {' · '}
              <Time at={linkedAt} /> by <bdi>{linkedBy.name}</bdi> until {endedAt && <Time at={endedAt} />}
            </span>
          </li>
        ))}
      </ul>
      <ReadOn paged={asked} label="Show older" />
    </Panel>
  );
}
