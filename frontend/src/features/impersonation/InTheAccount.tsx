import { AccessItem } from '@/features/impersonation/AccessItem';
import { LiveAccessDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { Panel } from '@/ui/Panel';

/** Who of staff is in the client's account now. There is nothing to see where nobody is. */
export default function InTheAccount({ clientId }: { clientId: string }) {
  const live = useAnswer(LiveAccessDocument, { clientId }).data?.impersonations.nodes ?? [];
  if (live.length === 0) return null;
  return (
    <Panel title="In the account now" className="attention">
      <ul className="accesses">
        {live.map((access) => (
          <AccessItem key={access.id} access={access} />
        ))}
      </ul>
    </Panel>
  );
}
