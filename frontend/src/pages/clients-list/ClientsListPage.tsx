import { useRouterState, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { AddClientLink } from '@/features/clients/AddClientLink';
import { ImportLink } from '@/features/clients/ImportLink';
import {
  droppedFrom,
  isByAmount,
  type ListSearch,
  NEWEST_FIRST,
  readListSearch,
  type Sort,
} from '@/features/clients/listSearch';
import { ExportButton } from '@/features/clients-bulk/ExportButton';
import { BulkBar } from '@/features/clients-list/BulkBar';
import { ClientsTable } from '@/features/clients-list/ClientsTable';
import { ColumnsButton, useFilterDialog } from '@/features/clients-list/ClientsTools';
import { customKeys, isCustomColumn } from '@/features/clients-list/customColumns';
import { ListFoot, useTotal } from '@/features/clients-list/ListFoot';
import { columnsFor, layout } from '@/features/clients-list/layout';
import { NewArrivals } from '@/features/clients-list/NewArrivals';
import { NothingFound } from '@/features/clients-list/NothingFound';
import { QuickFilters, quickFilterOf } from '@/features/clients-list/QuickFilters';
import { SearchField } from '@/features/clients-list/SearchField';
import { SortCurrency, SortMenu } from '@/features/clients-list/SortMenu';
import { questionOf, useClients } from '@/features/clients-list/useClients';
import { type ListChanges, useListChanges } from '@/features/clients-list/useListChanges';
import { useNarrow } from '@/features/clients-list/useNarrow';
import { usePlaceInAddress } from '@/features/clients-list/usePlaceInAddress';
import { useSelection } from '@/features/clients-list/useSelection';
import { useCustomFields } from '@/features/custom-fields/known';
import { useViewer } from '@/features/session/session';
import { formatList } from '@/lib/formats';
import { useObservable } from '@/lib/observable';
import { part } from '@/lib/parts';
import { queryClient } from '@/lib/queryClient';
import { parseSearch } from '@/lib/search';
import { useShortcuts } from '@/lib/shortcuts';
import { Failed } from '@/ui/Failed';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { PageHeader } from '@/ui/PageHeader';
import '@/pages/clients-list/clientsListPage.css';

const Views = lazy(() => part(() => import('@/features/clients-views/Views')));

/** All clients: filtered, ordered and searched by the address alone. */
export function ClientsListPage() {
  const search = readListSearch(useSearch({ from: '/staff/clients/list' }));
  const change = useListChanges();
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => field.current?.focus() });
  const filter = useFilterDialog(search, change);
  useKeptLayout();
  const sort = search.sort ?? NEWEST_FIRST;
  const named = quickFilterOf(search);
  const windowTitle = named && named !== 'All' ? `Clients list (${named})` : 'Clients list';

  return (
    <div className="clients-page">
      <PageHeader title="Clients list" windowTitle={windowTitle}>
        <ExportButton search={search} />
        <ImportLink />
        <AddClientLink />
      </PageHeader>
      <NotUnderstood />
      <QuickFilters search={search} onChoose={change.choose} />
      <div className="row">
        <SearchField value={search.q ?? ''} onSearch={change.type} field={field} />
        {filter.button}
        <SortMenu sort={sort} onSort={change.sort} />
        {isByAmount(sort) && <SortCurrency currency={search.in} onChoose={change.sortIn} />}
        <ColumnsButton search={search} change={change} />
        <Suspense fallback={null}>
          <Views search={search} />
        </Suspense>
      </div>
      {filter.sentence}
      <Found search={search} sort={sort} change={change} />
    </div>
  );
}

/** The columns are as the person arranged them, in whichever browser. */
function useKeptLayout() {
  useEffect(() => {
    const keeping = part(() => import('@/features/clients-list/keptLayout')).then(({ keepLayout }) => keepLayout());
    return () => void keeping.then((end) => end());
  }, []);
}

/** Names the parts of the address that say nothing, instead of pretending to have followed them. */
function NotUnderstood() {
  const text = useRouterState({ select: ({ location }) => location.searchStr });
  const dropped = droppedFrom(parseSearch(text));
  if (dropped.length === 0) return null;
  return (
    <Notice tone="warn" live>
      Parts of this address are not understood and were left out: {formatList(dropped)}.
    </Notice>
  );
}

interface FoundProps {
  search: ListSearch;
  sort: Sort;
  change: ListChanges;
}

/** The rows and how many they are, in whichever of their four faces. */
function Found({ search, sort, change }: FoundProps) {
  const arranged = useObservable(layout);
  const isNarrow = useNarrow();
  useCustomFields([...arranged.shown, ...(search.cols ?? [])].some(isCustomColumn));
  const { permissions } = useViewer();
  const columns = columnsFor(arranged, search.cols, isNarrow).filter(
    ({ needs }) => !needs || permissions.includes(needs),
  );
  const custom = customKeys(columns);
  const shows = (key: string) => columns.some((column) => column.key === key);
  const belongings = {
    phone: shows('phone'),
    company: shows('company'),
    tags: shows('tags'),
    parent: shows('parent'),
    orders: shows('orders'),
    value: shows('value'),
    balance: shows('balance'),
    custom: custom !== null,
    customKeys: custom,
  };
  const clients = useClients(search, belongings);
  const { filter, orderBy } = questionOf(search);
  const { total, isOld } = useTotal(filter);
  const ids = useMemo(() => clients.rows.map(({ id }) => id), [clients.rows]);
  const selecting = useSelection(JSON.stringify(filter), ids, total);
  const onPlace = usePlaceInAddress(clients, search);
  const begin = ({ at, start }: ListSearch) => clients.startOver({ ...search, after: undefined, at, start });
  const goFirst = () => {
    begin({});
    change.goFirst();
  };
  /** In another order they stand anywhere: the newest come first to be seen. */
  const showNew = () => {
    if (sort === NEWEST_FIRST) goFirst();
    else change.sort(NEWEST_FIRST);
    void queryClient.invalidateQueries();
  };

  if (clients.data === undefined) {
    return clients.error ? <Failed error={clients.error} onRetry={clients.refetch} /> : <Loading rows={12} />;
  }
  return (
    <>
      {clients.error && <Failed error={clients.error} onRetry={clients.refetch} brief />}
      {clients.rows.length === 0 ? (
        <NothingFound isFiltered={filter !== null} onClear={change.clear} />
      ) : (
        <div className="clients-found">
          <BulkBar
            selecting={selecting}
            rows={clients.rows}
            filter={filter}
            orderBy={orderBy}
            total={total}
            columns={columns.slice(1).map(({ key }) => key)}
          />
          <NewArrivals clients={clients} search={search} onShow={showNew} />
          <ClientsTable
            clients={clients}
            total={total}
            sort={sort}
            onSort={change.sort}
            onPlace={onPlace}
            search={search}
            columns={columns}
            layout={arranged}
            isNarrow={isNarrow}
            selecting={selecting}
          />
          <ListFoot
            total={total}
            isOld={isOld}
            sort={sort}
            onFirst={goFirst}
            onLast={change.goLast}
            onJump={(start) => {
              begin({ start });
              change.jump(start);
            }}
          />
        </div>
      )}
    </>
  );
}
