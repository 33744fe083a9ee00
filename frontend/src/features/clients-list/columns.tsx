import type { ReactNode } from 'react';
import { ClientLink } from '@/features/clients/ClientLink';
import { ClientName } from '@/features/clients/ClientName';
import type { Sort } from '@/features/clients/listSearch';
import { StatusBadge } from '@/features/clients/StatusBadge';
import { numberWords, ORIGIN_WORDS } from '@/features/clients/words';
import type { ClientRowFragment } from '@/generated/graphql';
import { countryName, formatList, formatMoney, formatNumber, languageName } from '@/lib/formats';
import { Time } from '@/ui/Time';

export interface Column {
  key: string;
  label: string;
  /** Pixels, unless the person chose otherwise. The name takes what is left. */
  width?: number;
  /** The address's word for ascending order; a column without one cannot be sorted. */
  sort?: 'name' | 'created' | 'number' | 'seen' | 'orders' | 'value' | 'balance';
  /** The order of the first click: figures and times start with the greatest. */
  descendsFirst?: boolean;
  /** The permission without which the list would be refused. */
  needs?: string;
  cell: (client: ClientRowFragment) => ReactNode;
}

export const emailOf = (client: Pick<ClientRowFragment, 'loginEmail' | 'defaultEmail'>) =>
  client.loginEmail ?? client.defaultEmail?.address ?? '';
const countryOf = (client: ClientRowFragment) =>
  client.defaultAddress ? countryName(client.defaultAddress.country) : '';

const text = (words: string) => (
  <span className="ellipsis" dir="auto" title={words}>
    {words}
  </span>
);

/** Amounts of several currencies stand beside each other: they are never added. */
const sums = (of: readonly { amount: string; currency: string }[]) =>
  of.map(({ amount, currency }) => formatMoney(amount, currency)).join(' · ');

/** Name comes first and is drawn by the row itself, as the link. On small screens only Name and Status stay, each with a second line. */
export const NAME: Column = {
  key: 'name',
  label: 'Name',
  sort: 'name',
  cell: (client) => <ClientName name={client.displayName} />,
};

/** All that may stand beside the name, in the order of the start. */
export const COLUMNS: readonly Column[] = [
  { key: 'email', label: 'Email', width: 316, cell: (client) => text(emailOf(client)) },
  { key: 'status', label: 'Status', width: 132, cell: (client) => <StatusBadge status={client.status} /> },
  { key: 'country', label: 'Country', width: 132, cell: (client) => text(countryOf(client)) },
  {
    key: 'number',
    label: 'Number',
    width: 96,
    sort: 'number',
    descendsFirst: true,
    cell: (client) => <span className="muted">{numberWords(client.number)}</span>,
  },
  {
    key: 'seen',
    label: 'Last login',
    width: 116,
    sort: 'seen',
    descendsFirst: true,
    cell: (client) => (client.lastLoginAt ? <Time at={client.lastLoginAt} /> : <span className="muted">Never</span>),
  },
  {
    key: 'created',
    label: 'Created',
    width: 116,
    sort: 'created',
    descendsFirst: true,
    cell: (client) => <Time at={client.createdAt} />,
  },
  { key: 'phone', label: 'Phone', width: 150, cell: (client) => text(client.defaultPhone?.number ?? '') },
  { key: 'company', label: 'Company', width: 180, cell: (client) => text(client.defaultCompany?.name ?? '') },
  { key: 'tags', label: 'Tags', width: 160, cell: (client) => text(formatList(client.tags ?? [])) },
  {
    key: 'orders',
    label: 'Orders',
    width: 96,
    sort: 'orders',
    descendsFirst: true,
    needs: 'order.read',
    cell: ({ orderCount = 0 }) => formatNumber(orderCount),
  },
  {
    key: 'value',
    label: 'Value',
    width: 132,
    sort: 'value',
    descendsFirst: true,
    needs: 'order.read',
    cell: ({ lifetimeValue = [] }) => text(sums(lifetimeValue)),
  },
  {
    key: 'balance',
    label: 'Balance due',
    width: 132,
    sort: 'balance',
    descendsFirst: true,
    needs: 'order.read',
    cell: ({ balanceDue = [] }) => text(sums(balanceDue)),
  },
  { key: 'origin', label: 'Origin', width: 132, cell: (client) => text(ORIGIN_WORDS[client.origin]) },
  {
    key: 'parent',
    label: 'Parent',
    width: 160,
    cell: ({ parent }) =>
      parent && (
        <ClientLink id={parent.id} className="ellipsis">
          <ClientName name={parent.displayName} />
        </ClientLink>
      ),
  },
  { key: 'language', label: 'Language', width: 116, cell: (client) => text(languageName(client.language)) },
  { key: 'currency', label: 'Currency', width: 96, cell: (client) => text(client.currency) },
  { key: 'external', label: 'External id', width: 132, cell: (client) => text(client.externalId ?? '') },
  {
    key: 'verified',
    label: 'Verified',
    width: 116,
    cell: (client) => (client.verifiedAt ? <Time at={client.verifiedAt} /> : <span className="muted">No</span>),
  },
  { key: 'changed', label: 'Changed', width: 116, cell: (client) => <Time at={client.updatedAt} /> },
];

export const SHOWN_AT_FIRST: readonly string[] = ['email', 'status', 'country', 'number', 'seen', 'created'];

/** What a narrow screen shows beside the name. */
export const NARROW: readonly Column[] = COLUMNS.filter(({ key }) => key === 'status');

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
