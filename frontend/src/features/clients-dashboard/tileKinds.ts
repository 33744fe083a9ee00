import type { ListSearch } from '@/features/clients/listSearch';
import type { Period } from '@/features/clients-dashboard/period';
import type { TileName } from '@/generated/graphql';

interface TileKind {
  name: TileName;
  label: string;
  /** The list that holds exactly as many clients as the tile says. */
  search: (period: Period) => ListSearch;
  /** Counted over the period, not standing at its end. */
  isFlow?: boolean;
  /** The permission without which there is no such tile. */
  needs?: string;
  /** Only where it is plain. */
  upIs?: 'good' | 'bad';
}

export const createdIn = ({ from, to, tz }: Pick<Period, 'from' | 'to' | 'tz'>): ListSearch => ({
  created: `${from}..${to}`,
  tz,
});

export const TILES: TileKind[] = [
  { name: 'TOTAL', label: 'Total', search: () => ({}) },
  { name: 'NEW', label: 'New', search: createdIn, isFlow: true, upIs: 'good' },
  { name: 'ACTIVE', label: 'Active', search: () => ({ status: ['ACTIVE'] }), upIs: 'good' },
  { name: 'UNVERIFIED', label: 'Unverified', search: () => ({ status: ['UNVERIFIED'] }), upIs: 'bad' },
  { name: 'LOGIN_DISABLED', label: 'Login disabled', search: () => ({ status: ['LOGIN_DISABLED'] }) },
  { name: 'GUESTS', label: 'Guests', search: () => ({ status: ['GUEST'] }) },
  { name: 'BALANCE_DUE', label: 'Balance due', search: () => ({ due: 'yes' }), needs: 'order.read' },
];
