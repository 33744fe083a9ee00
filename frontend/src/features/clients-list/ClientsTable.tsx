import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ListSearch, Sort } from '@/features/clients/listSearch';
import { COLUMNS } from '@/features/clients-list/columns';
import { PlaceholderRow, Row } from '@/features/clients-list/Row';
import { TableHead } from '@/features/clients-list/TableHead';
import type { Clients } from '@/features/clients-list/useClients';
import { useListKeys } from '@/features/clients-list/useListKeys';
import { useNarrow } from '@/features/clients-list/useNarrow';
import { useRowWindow } from '@/features/clients-list/useRowWindow';
import { useTrail } from '@/features/clients-list/useTrail';
import '@/features/clients-list/clientsList.css';

const ROW = 44;
const NARROW_ROW = 60;
/** Name and Status; a cell that spans more would make room for columns that are not shown. */
const NARROW_COLUMNS = 2;
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
  /** The address as it is understood. */
  search: ListSearch;
}

/** The rows in sight of a list of any length: one native table, read on as one scrolls, in both directions. */
export function ClientsTable({ clients, total, sort, onSort, onPlace, search }: Props) {
  const { rows, pages } = clients;
  const scroller = useRef<HTMLElement>(null);
  const isNarrow = useNarrow();
  const height = isNarrow ? NARROW_ROW : ROW;
  const columns = isNarrow ? NARROW_COLUMNS : COLUMNS.length;
  const count = rows.length + (clients.hasNextPage ? EXPECTED_ROWS : 0);
  const isFromStart = pages[0]?.hasPreviousPage === false;
  const drawn = useRowWindow(scroller, rows, count, height, isFromStart);
  const { first, end, top } = drawn;

  useReadOn(clients, first, end);
  useBeginning(clients, drawn);
  const open = useTrail(rows, search, useListKeys(scroller, rows, drawn.toRow));
  useEffect(() => onPlace(top), [top, onPlace]);

  return (
    <section
      className="clients-scroller"
      aria-label="Clients found"
      ref={scroller}
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
        <Gap height={first * height} columns={columns} />
        <tbody>
          {rows.slice(first, end).map((client, place) => (
            <Row
              key={client.id}
              client={client}
              number={isFromStart ? first + place + 2 : undefined}
              onOpen={() => open(client.id)}
            />
          ))}
        </tbody>
        <Gap
          height={(count - end) * height}
          columns={columns}
          expected={Math.max(0, end - Math.max(first, rows.length))}
        />
      </table>
    </section>
  );
}

/** Stands for the rows out of sight, and for those on their way. */
function Gap({ height, columns, expected = 0 }: { height: number; columns: number; expected?: number }) {
  if (height <= 0 && expected === 0) return null;
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: expected }, (_, row) => (
        <PlaceholderRow key={row} />
      ))}
      {height > 0 && (
        <tr>
          <td className="clients-gap" colSpan={columns} style={{ height }} />
        </tr>
      )}
    </tbody>
  );
}

/** Asks for the next page before its first row comes into sight, and for the former one likewise. */
function useReadOn(clients: Clients, first: number, end: number): void {
  const { hasNextPage, hasPreviousPage, isFetching, isError, isPlaceholderData, fetchNextPage, fetchPreviousPage } =
    clients;
  const length = clients.rows.length;
  useEffect(() => {
    if (isFetching || isError || isPlaceholderData || length === 0) return;
    if (hasNextPage && end >= length - READ_AHEAD) fetchNextPage();
    else if (hasPreviousPage && first <= READ_AHEAD / 2) fetchPreviousPage();
  }, [
    hasNextPage,
    hasPreviousPage,
    isFetching,
    isError,
    isPlaceholderData,
    length,
    first,
    end,
    fetchNextPage,
    fetchPreviousPage,
  ]);
}

/** A new question starts at its first row, or at its last when read from the end. */
function useBeginning(clients: Clients, { toStart, toEnd }: { toStart: () => void; toEnd: () => void }): void {
  const { begun, startsAtEnd, isPlaceholderData } = clients;
  const isEmpty = clients.rows.length === 0;
  const settled = useRef('');
  useLayoutEffect(() => {
    if (isPlaceholderData || isEmpty || settled.current === begun) return;
    settled.current = begun;
    if (startsAtEnd) toEnd();
    else toStart();
  });
}
