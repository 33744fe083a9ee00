import { filterOf, orderOf } from '@/features/clients/listFilter';
import { type ListSearch, NEWEST_FIRST, NO_VIEW, readListSearch, SORTS } from '@/features/clients/listSearch';
import { listOfFilter, wholeFilter } from '@/features/clients-filter/listTree';
import type { ClientFilter, SavedViewFragment } from '@/generated/graphql';
import { parseSearch, stringifySearch } from '@/lib/search';

/** The address that a view stands for: all of its state, so that it can be mailed to anybody. */
export function searchOf(view: SavedViewFragment): ListSearch {
  const { search: q, ...rest } = view.filter as ClientFilter;
  const sort = SORTS.find((each) => {
    const { field, direction } = orderOf({ sort: each });
    return field === view.orderBy.field && direction === view.orderBy.direction;
  });
  return {
    ...listOfFilter(rest, undefined),
    ...(q && { q }),
    ...(sort && sort !== NEWEST_FIRST && { sort }),
    ...(view.orderBy.currency && { in: view.orderBy.currency }),
    ...(view.columns.length > 0 && { cols: view.columns }),
    view: view.id,
  };
}

/** What an address asks for, as it is kept. @param shown the columns in sight. */
export function inputOf(search: ListSearch, shown: string[]) {
  return { filter: filterOf(search) ?? {}, orderBy: orderOf(search), columns: search.cols ?? shown };
}

/** Whether the address asks for something else than the view that it names. */
export function isChanged(view: SavedViewFragment, now: ListSearch): boolean {
  const [one, other] = [searchOf(view), now].map((search) =>
    readListSearch(parseSearch(stringifySearch({ ...search }))),
  );
  return said(one ?? {}) !== said(other ?? {}) && said(canonical(one ?? {})) !== said(canonical(other ?? {}));
}

/** Nothing is asked for, as by a link that only leads to the list. */
export const isEmpty = (search: ListSearch): boolean => Object.keys(readListSearch({ ...search })).length === 0;

/** No view, said outright where the list would open with one. */
export const noView = (views: readonly SavedViewFragment[]): ListSearch =>
  views.some(({ isDefault }) => isDefault) ? { view: NO_VIEW } : {};

const canonical = (search: ListSearch): ListSearch => ({
  ...listOfFilter(wholeFilter(search), search.tz),
  q: search.q,
  sort: search.sort,
  in: search.in,
  cols: search.cols,
});

function said({ after, at, start, view, tz, ...state }: ListSearch): string {
  return stringifySearch(Object.fromEntries(Object.entries(state).sort()));
}
