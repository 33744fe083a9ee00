import { ClientLink } from '@/features/clients/ClientLink';
import { StatusBadge } from '@/features/clients/StatusBadge';
import { numberWords } from '@/features/clients/words';
import type { Found } from '@/features/duplicate-groups/kept';
import type { DuplicateRule } from '@/generated/graphql';
import { formatNumber } from '@/lib/formats';
import { Time } from '@/ui/Time';

interface Fact {
  label: string;
  rule: DuplicateRule;
  own?: string;
}

/** One of a group; what others of it have, too, is marked. */
export function MemberFacts({ member: { client, reasons } }: { member: Found }) {
  const facts: Fact[] = [
    { label: 'Email', rule: 'EMAIL', own: client.defaultEmail?.address },
    { label: 'Phone', rule: 'PHONE', own: client.defaultPhone?.number },
    { label: 'Tax id', rule: 'TAX_ID' },
    { label: 'Name, postcode', rule: 'NAME_AND_POSTCODE' },
  ];
  return (
    <>
      <p className="duplicate-name">
        <strong>
          <ClientLink id={client.id}>
            <bdi>{client.displayName || 'No name'}</bdi>
          </ClientLink>
        </strong>{' '}
        <span className="muted">{numberWords(client.number)}</span> <StatusBadge status={client.status} />
      </p>
      <dl className="duplicate-facts">
        {facts.map(({ label, rule, own }) => {
          const same = reasons.filter((reason) => reason.rule === rule).map(({ text }) => text);
          if (same.length === 0 && !own) return null;
          return (
            <div key={rule}>
              <dt>{label}</dt>
              <dd>
                {same.map((text) => (
                  <mark key={text}>
                    <bdi>{text}</bdi>
                    <span className="visually-hidden"> (the same)</span>
                  </mark>
                ))}
                {own && !same.includes(own) && <bdi>{own}</bdi>}
              </dd>
            </div>
          );
        })}
        <div>
          <dt>Created</dt>
          <dd>
            <Time at={client.createdAt} />
          </dd>
        </div>
        {client.orderCount !== undefined && (
          <div>
            <dt>Orders</dt>
            <dd>{formatNumber(client.orderCount)}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
