import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListSearch } from '@/features/clients/listSearch';
import { useNarrow } from '@/features/clients-list/useNarrow';
import { useViewer } from '@/features/session/session';
import { QuickFilterCountsDocument, type QuickFilterCountsQuery } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import '@/features/clients-list/filters.css';

interface QuickFilter {
  key: keyof QuickFilterCountsQuery;
  label: string;
  search: ListSearch;
  needs?: string;
  /** Behind "More", where there is not room for all. */
  isRare?: boolean;
}

const QUICK_FILTERS: QuickFilter[] = [
  { key: 'all', label: 'All', search: {} },
  { key: 'active', label: 'Active', search: { status: ['ACTIVE'] } },
  { key: 'unverified', label: 'Unverified', search: { status: ['UNVERIFIED'] } },
  { key: 'loginDisabled', label: 'Login disabled', search: { status: ['LOGIN_DISABLED'] } },
  { key: 'guests', label: 'Guests', search: { status: ['GUEST'] } },
  { key: 'balanceDue', label: 'Balance due', search: { due: 'yes' }, needs: 'order.read' },
  { key: 'imported', label: 'Imported', search: { origin: ['IMPORT'] } },
  { key: 'newThisWeek', label: 'New this week', search: { created: 'last7d' } },
  { key: 'withParent', label: 'Has parent', search: { parent: 'yes' }, isRare: true },
  { key: 'withChildren', label: 'Has children', search: { children: 'yes' }, isRare: true },
  { key: 'deleted', label: 'Deleted', search: { status: ['DELETED'] }, needs: 'client.read_deleted', isRare: true },
];

const FRESH_MS = 30_000;

/** What an address asks for besides a search text, an order and a place. */
export function conditionsIn({
  q,
  sort,
  after,
  at,
  start,
  cols,
  tz,
  view,
  in: currency,
  ...conditions
}: ListSearch): ListSearch {
  const known = Object.entries(conditions).filter(([key, value]) => key !== 'add' && value !== undefined);
  return Object.fromEntries(known.sort());
}

/** The quick filter in force, by name; none when the conditions are others. */
export function quickFilterOf(search: ListSearch): string | undefined {
  const wanted = JSON.stringify(conditionsIn(search));
  return QUICK_FILTERS.find((each) => JSON.stringify(each.search) === wanted)?.label;
}

interface Props {
  search: ListSearch;
  onChoose: (conditions: ListSearch) => void;
}

/** The filters staff use all day, each with its count; the counts arrive later than the rows. */
export function QuickFilters({ search, onChoose }: Props) {
  const { permissions } = useViewer();
  const deleted = permissions.includes('client.read_deleted');
  const orders = permissions.includes('order.read');
  const counts = useQuery({ ...asking(QuickFilterCountsDocument, { deleted, orders }), staleTime: FRESH_MS });
  const chosen = quickFilterOf(search);
  const [isWhole, setWhole] = useState(false);
  const isNarrow = useNarrow();
  return (
    <fieldset className="quick-filters">
      <legend>Quick filters</legend>
      {QUICK_FILTERS.filter(({ needs }) => !needs || permissions.includes(needs))
        .filter(({ label, isRare }) => !isRare || isWhole || isNarrow || label === chosen)
        .map(({ key, label, search: conditions }) => {
          const count = counts.data?.[key]?.totalCount;
          return (
            <button
              key={key}
              type="button"
              className="quick-filter"
              aria-pressed={chosen === label}
              onClick={() => onChoose(conditions)}
            >
              {label} {count !== undefined && <span className="quick-filter-count">{formatNumber(count)}</span>}
            </button>
          );
        })}
      {!isNarrow && (
        <button type="button" className="quick-filter" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer' : 'More'}
        </button>
      )}
    </fieldset>
  );
}
