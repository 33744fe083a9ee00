import { RestorePreviewDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';

/** From whom the deletion parted the client, and who of them comes back to it. Nothing for one who had no family. */
export function Family({ clientId }: { clientId: string }) {
  const { data } = useAnswer(RestorePreviewDocument, { id: clientId });
  const family = data?.restorePreview.__typename === 'RestorePreview' ? data.restorePreview.family : [];
  if (family.length === 0) return null;
  return (
    <section aria-label="Family">
      <h3>Family</h3>
      <ul className="removal-family">
        {family.map(({ side, clientId, displayName, staysAway }) => (
          <li key={clientId}>
            {side === 'PARENT' ? 'Parent' : 'Child'} <bdi>{displayName}</bdi>:{' '}
            {staysAway ? <strong>does not come back. {staysAway}</strong> : 'is linked again.'}
          </li>
        ))}
      </ul>
    </section>
  );
}
