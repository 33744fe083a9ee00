import { ClientLink } from '@/features/clients/ClientLink';
import { ClientName } from '@/features/clients/ClientName';
import type { StagedRowFragment } from '@/generated/graphql';

/** A client whom a row means, or has become. */
export function Named({ client: { id, displayName, number } }: { client: NonNullable<StagedRowFragment['client']> }) {
  return (
    <span>
      <ClientLink id={id}>
        <ClientName name={displayName} />
      </ClientLink>{' '}
      <span className="muted">#{number}</span>
    </span>
  );
}
