import type { ReactNode } from 'react';
import { ClientName } from '@/features/clients/ClientName';
import type { Sort } from '@/features/clients/listSearch';
import { StatusBadge } from '@/features/clients/StatusBadge';
import { numberWords } from '@/features/clients/words';
import type { ClientRowFragment } from '@/generated/graphql';
import { countryName } from '@/lib/formats';
import { Time } from '@/ui/Time';

export interface Column {
  key: string;
  label: string;
  /** The address's word for ascending order; a column without one cannot be sorted. */
  sort?: 'name' | 'created' | 'number' | 'seen';
  /** The order of the first click: figures and times start with the greatest. */
  descendsFirst?: boolean;
  cell: (client: ClientRowFragment) => ReactNode;
}

const emailOf = (client: ClientRowFragment) => client.loginEmail ?? client.defaultEmail?.address ?? '';
const countryOf = (client: ClientRowFragment) =>
  client.defaultAddress ? countryName(client.defaultAddress.country) : '';

/** Name comes first and is drawn by the row itself, as the link. On small screens only Name and Status stay, each with a second line. */
export const COLUMNS: readonly Column[] = [
  { key: 'name', label: 'Name', sort: 'name', cell: (client) => <ClientName name={client.displayName} /> },
  {
    key: 'email',
    label: 'Email',
    cell: (client) => (
      <span className="ellipsis" title={emailOf(client)}>
        {emailOf(client)}
      </span>
    ),
  },
  { key: 'status', label: 'Status', cell: (client) => <StatusBadge status={client.status} /> },
  { key: 'country', label: 'Country', cell: (client) => <span className="ellipsis">{countryOf(client)}</span> },
  {
    key: 'number',
    label: 'Number',
    sort: 'number',
    descendsFirst: true,
    cell: (client) => <span className="muted">{numberWords(client.number)}</span>,
  },
  {
    key: 'seen',
    label: 'Last login',
    sort: 'seen',
    descendsFirst: true,
    cell: (client) => (client.lastLoginAt ? <Time at={client.lastLoginAt} /> : <span className="muted">Never</span>),
  },
  {
    key: 'created',
    label: 'Created',
    sort: 'created',
    descendsFirst: true,
    cell: (client) => <Time at={client.createdAt} />,
  },
];

/** What stands beneath name and status where there is no room for columns. */
export const secondLines: Record<string, (client: ClientRowFragment) => string> = { name: emailOf, status: countryOf };

/** The order after a click on a column's head: its own first, then the other way round. */
export function nextSort({ sort = 'name', descendsFirst }: Column, current: Sort): Sort {
  const up: Sort = sort;
  const down: Sort = `-${sort}`;
  if (current === up) return down;
  if (current === down) return up;
  return descendsFirst ? down : up;
}
