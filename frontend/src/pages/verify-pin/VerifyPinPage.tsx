import { useState } from 'react';
import { ClientLink } from '@/features/clients/ClientLink';
import { StatusBadge } from '@/features/clients/StatusBadge';
import { numberWords } from '@/features/clients/words';
import { usePermission } from '@/features/session/session';
import { takeHeard } from '@/features/support-pin/heard';
import { VerifyPart } from '@/features/support-pin/VerifyPart';
import type { VerifiedClientFragment } from '@/generated/graphql';
import { formatClock } from '@/lib/formats';
import { Badge } from '@/ui/Badge';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';

/** Who is calling, by nothing but the six digits that they say. */
export function VerifyPinPage() {
  const may = usePermission('pin.verify');
  const [heard] = useState(takeHeard);
  return (
    <>
      <PageHeader title="Verify PIN" />
      {may ? (
        <section className="panel verify-pin" aria-label="Who is calling">
          <VerifyPart heard={heard}>
            {({ client, until }) => <Card client={client} at={client.pinVerified?.at ?? until} />}
          </VerifyPart>
        </section>
      ) : (
        <Empty title="You may not verify support PINs">Ask an administrator for the permission.</Empty>
      )}
    </>
  );
}

function Card({ client, at }: { client: VerifiedClientFragment; at: string }) {
  const email = client.loginEmail ?? client.defaultEmail?.address;
  return (
    <div className="pin-card">
      <div className="row">
        <strong>
          <ClientLink id={client.id}>
            <bdi>{client.displayName || 'No name'}</bdi>
          </ClientLink>
        </strong>
        <StatusBadge status={client.status} />
        <Badge tone="good">Verified {formatClock(at)}</Badge>
      </div>
      <span className="muted">
        {numberWords(client.number)} {email && <bdi>· {email}</bdi>}
      </span>
    </div>
  );
}
