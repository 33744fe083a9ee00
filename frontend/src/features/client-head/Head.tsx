import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { LocalTime } from '@/features/client-head/LocalTime';
import { MergedBar } from '@/features/client-merge/MergedBar';
import { StatusBadge } from '@/features/clients/StatusBadge';
import { numberWords, ORIGIN_WORDS } from '@/features/clients/words';
import { PinBadge } from '@/features/support-pin/PinBadge';
import type { ClientHeadFactsFragment } from '@/generated/graphql';
import { formatNumber } from '@/lib/formats';
import { part } from '@/lib/parts';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { CopyButton } from '@/ui/CopyButton';
import { PageHeader } from '@/ui/PageHeader';
import { Time } from '@/ui/Time';
import '@/features/client-head/clientHead.css';

const DeletedBar = lazy(() => part(() => import('@/features/client-removal/DeletedBar')));

interface Props {
  /** Undefined while it loads, null when there is none. The heading stays the same element, for it holds the focus. */
  client: ClientHeadFactsFragment | null | undefined;
  /** Beside the name: what can be done. */
  acts?: ReactNode;
}

/** Who it is, where the account stands, and what one reads out on the phone. */
export function Head({ client, acts }: Props) {
  const title = client === null ? 'No such client' : client ? client.displayName || 'No name' : 'Client';
  return (
    <div className="client-head">
      <div className="client-head-facts">
        <PageHeader title={title}>{acts}</PageHeader>
        {client && <Standing client={client} />}
        {client && <Line client={client} />}
      </div>
      {client && <Avatar name={client.displayName} large />}
      {client?.status === 'MERGED' && <MergedBar client={client} />}
      {client?.status === 'DELETED' && (
        <Suspense fallback={null}>
          <DeletedBar clientId={client.id} />
        </Suspense>
      )}
    </div>
  );
}

function Standing({ client }: { client: ClientHeadFactsFragment }) {
  return (
    <ul className="client-head-badges" aria-label="Standing">
      <li>
        <StatusBadge status={client.status} />
      </li>
      {client.verifiedAt && client.status !== 'UNVERIFIED' && (
        <li>
          <Badge tone="good">Verified</Badge>
        </li>
      )}
      {client.pinVerified && <PinBadge check={client.pinVerified} />}
      <li>
        <Badge>{ORIGIN_WORDS[client.origin]}</Badge>
      </li>
      <Kin client={client} />
    </ul>
  );
}

/** Where the account stands in its family; each leads to the tree. */
function Kin({ client: { id, parent, children } }: { client: ClientHeadFactsFragment }) {
  const count = children.totalCount;
  const words = [
    parent && `Child of ${parent.displayName || 'a client'}`,
    count > 0 && (count === 1 ? '1 child' : `${formatNumber(count)} children`),
  ].filter((each) => typeof each === 'string');
  return words.map((each) => (
    <li key={each}>
      <Link to="/clients/$clientId/$tab" params={{ clientId: id, tab: 'family' }} resetScroll={false}>
        <Badge>{each}</Badge>
      </Link>
    </li>
  ));
}

function Line({ client }: { client: ClientHeadFactsFragment }) {
  const email = client.loginEmail ?? client.defaultEmail?.address;
  return (
    <ul className="client-head-line">
      {email && (
        <li>
          <bdi>{email}</bdi> <CopyButton text={email} what="e-mail address" />
        </li>
      )}
      <li>
        {numberWords(client.number)} <CopyButton text={String(client.number)} what="client number" />
      </li>
      {client.defaultAddress && <LocalTime country={client.defaultAddress.country} />}
      <li>
        Client since <Time at={client.createdAt} />
      </li>
    </ul>
  );
}
