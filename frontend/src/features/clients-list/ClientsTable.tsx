import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Sort } from '@/features/clients/listSearch';
import { leaveTrail } from '@/features/clients/trail';
import { COLUMNS } from '@/features/clients-list/columns';
import { PlaceholderRow, Row } from '@/features/clients-list/Row';
import { TableHead } from '@/features/clients-list/TableHead';
import type { Clients } from '@/features/clients-list/useClients';
import { useListKeys } from '@/features/clients-list/useListKeys';
import { useNarrow } from '@/features/clients-list/useNarrow';
import { useSteadyScroll } from '@/features/clients-list/useSteadyScroll';
import '@/features/clients-list/clientsList.css';

const ROW = 44;
const NARROW_ROW = 60;
const READ_AHEAD = 30;
const EXPECTED_ROWS = 8;

interface Props {
  clients: Clients;
  /** Matches in all, as far as already counted. */
  total: number | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** The first row in sight, whenever it changes. */
  onPlace: (row: number) => void;
  href: string;
}

/** The rows in sight of a list of any length: one native table, read on as one scrolls, in both directions. */
export function ClientsTable({ clients, total, sort, onSort, onPlace, href }: Props) {
  const { rows, pages } = clients;
  const scroller = useRef<HTMLElement>(null);
  const height = useNarrow() ? NARROW_ROW : ROW;
  const virtual = useVirtualizer({
    count: rows.length + (clients.hasNextPage ? EXPECTED_ROWS : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useReadOn(clients, first, last);
  useBeginning(clients, (row) => virtual.scrollToIndex(row, { align: 'end' }), scroller);
  useSteadyScroll(scroller, rows, height);
  useListKeys(scroller, rows, (row) => virtual.scrollToIndex(row), href);
  const inSight = Math.floor((virtual.scrollOffset ?? 0) / height);
  useEffect(() => onPlace(inSight), [inSight, onPlace]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height voids what was measured
  useEffect(() => virtual.measure(), [virtual, height]);

  const isFromStart = pages[0]?.hasPreviousPage === false;
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      className="clients-scroller"
      aria-label="Clients found"
      ref={scroller as RefObject<HTMLElement>}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
    >
      <table
        className={clients.isPlaceholderData ? 'clients-table stale' : 'clients-table'}
        aria-rowcount={isFromStart && total !== undefined ? total + 1 : -1}
        aria-busy={clients.isFetching}
      >
        <caption className="visually-hidden">Clients</caption>
        <TableHead sort={sort} onSort={onSort} />
        <Gap height={above} />
        <tbody>
          {items.map(({ index }) => {
            const client = rows[index];
            if (!client) return null;
            const open = () => leaveTrail({ href, ids: rows.map(({ id }) => id), opened: client.id });
            return <Row key={client.id} client={client} number={isFromStart ? index + 2 : undefined} onOpen={open} />;
          })}
        </tbody>
        <Gap height={below} expected={items.filter(({ index }) => index >= rows.length).length} />
      </table>
    </section>
  );
}

/** Stands for the rows out of sight, and for those on their way. */
function Gap({ height, expected = 0 }: { height: number; expected?: number }) {
  if (height <= 0 && expected === 0) return null;
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: expected }, (_, row) => (
        <PlaceholderRow key={row} />
      ))}
      {height > 0 && (
        <tr>
          <td className="clients-gap" colSpan={COLUMNS.length} style={{ height }} />
        </tr>
      )}
    </tbody>
  );
}

/** Asks for the next page before its first row comes into sight, and for the former one likewise. */
function useReadOn(clients: Clients, first: number, last: number): void {
  const { hasNextPage, hasPreviousPage, isFetching, isError, isPlaceholderData, fetchNextPage, fetchPreviousPage } =
    clients;
  const length = clients.rows.length;
  useEffect(() => {
    if (isFetching || isError || isPlaceholderData || length === 0) return;
    if (hasNextPage && last >= length - READ_AHEAD) fetchNextPage();
    else if (hasPreviousPage && first <= READ_AHEAD / 2) fetchPreviousPage();
  }, [
    hasNextPage,
    hasPreviousPage,
    isFetching,
    isError,
    isPlaceholderData,
    length,
    first,
    last,
    fetchNextPage,
    fetchPreviousPage,
  ]);
}

/** A new question starts at its first row, or at its last when read from the end. */
function useBeginning(
  clients: Clients,
  scrollTo: (row: number) => void,
  scroller: RefObject<HTMLElement | null>,
): void {
  const { begun, startsAtEnd, isPlaceholderData } = clients;
  const length = clients.rows.length;
  const settled = useRef('');
  useLayoutEffect(() => {
    if (isPlaceholderData || length === 0 || settled.current === begun) return;
    settled.current = begun;
    if (startsAtEnd) scrollTo(length - 1);
    else scroller.current?.scrollTo({ top: 0 });
  });
}
