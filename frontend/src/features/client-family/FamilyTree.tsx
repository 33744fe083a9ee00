import { Link } from '@tanstack/react-router';
import { FamilyMemberActs } from '@/features/client-family/FamilyMemberActs';
import { ACCESS_WORDS, billingWords, nameOf } from '@/features/client-family/words';
import { StatusBadge } from '@/features/clients/StatusBadge';
import { numberWords } from '@/features/clients/words';
import { Amounts } from '@/features/orders/Amounts';
import type { FamilyQuery, FamilySumFragment } from '@/generated/graphql';
import { formatNumber } from '@/lib/formats';

export type Member = NonNullable<FamilyQuery['family']>['members'][number];

interface Props {
  members: readonly Member[];
  clientId: string;
}

/** Lists within lists: each account with those under it, every name a plain link. */
export function FamilyTree({ members, clientId }: Props) {
  const top = members.filter(({ depth }) => depth === 0);
  return <Level of={top} members={members} clientId={clientId} label="Family tree" />;
}

function Level({ of, members, clientId, label }: Props & { of: readonly Member[]; label: string }) {
  return (
    <ul className="family" aria-label={label}>
      {of.map((member, place) => {
        const id = member.client?.id;
        const beneath = id ? members.filter(({ parentId }) => parentId === id) : [];
        return (
          <li key={id ?? place}>
            <Account member={member} isHere={id === clientId} isAbove={beneath.length > 0} />
            {beneath.length > 0 && (
              <Level of={beneath} members={members} clientId={clientId} label={`Under ${nameOf(member.client)}`} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Account({ member, isHere, isAbove }: { member: Member; isHere: boolean; isAbove: boolean }) {
  const { client, own, withDescendants } = member;
  if (!client) return <p className="muted">An account that you may not see</p>;
  const { familyLink } = client;
  return (
    <div className={isHere ? 'family-account family-here' : 'family-account'}>
      <p className="family-name">
        <Link
          to="/clients/$clientId/$tab"
          params={{ clientId: client.id, tab: 'family' }}
          aria-current={isHere ? 'true' : undefined}
        >
          {nameOf(client)}
        </Link>
        <span className="muted">{numberWords(client.number)}</span>
        {client.status !== 'ACTIVE' && <StatusBadge status={client.status} />}
        {member.depth > 0 && familyLink && (
          <span className="muted">
            Parent: {ACCESS_WORDS[familyLink.parentAccess].toLowerCase()}, {billingWords(familyLink.childBillsParent)}
          </span>
        )}
        {familyLink && client.viewerCan.link && <FamilyMemberActs child={client} link={familyLink} />}
      </p>
      {own && (
        <dl className="family-figures">
          <Figures name="Own" of={own} />
          {isAbove && withDescendants && <Figures name="With all beneath" of={withDescendants} />}
        </dl>
      )}
    </div>
  );
}

function Figures({ name, of }: { name: string; of: FamilySumFragment }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {formatNumber(of.orderCount)} {of.orderCount === 1 ? 'order' : 'orders'}, paid{' '}
        <Amounts of={of.lifetimeValue} none="nothing" />, due <Amounts of={of.balanceDue} none="nothing" />
      </dd>
    </div>
  );
}
