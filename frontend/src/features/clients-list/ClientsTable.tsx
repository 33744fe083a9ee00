import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ListSearch, Sort } from '@/features/clients/listSearch';
import type { Column } from '@/features/clients-list/columns';
import { type Layout, leastWidth, widthOf } from '@/features/clients-list/layout';
import { PlaceholderRow, Row } from '@/features/clients-list/Row';
import { TableHead } from '@/features/clients-list/TableHead';
import type { Clients } from '@/features/clients-list/useClients';
import { useListKeys } from '@/features/clients-list/useListKeys';
import { useRowWindow } from '@/features/clients-list/useRowWindow';
import type { Selecting } from '@/features/clients-list/useSelection';
import { useTrail } from '@/features/clients-list/useTrail';
import { firstPlaceOf } from '@/features/clients-list/window';
import '@/features/clients-list/clientsList.css';

const ROW = 44;
const COMPACT_ROW = 36;
const NARROW_ROW = 60;
const SELECT_WIDTH = 40;
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
  columns: readonly Column[];
  layout: Layout;
  isNarrow: boolean;
  selecting: Selecting;
}

/** The rows in sight of a list of any length: one native table, read on as one scrolls, in both directions. */
export function ClientsTable(props: Props) {
  const { clients, total, sort, onSort, onPlace, search, columns, layout, isNarrow, selecting } = props;
  const { rows, pages } = clients;
  const scroller = useRef<HTMLElement>(null);
  const height = isNarrow ? NARROW_ROW : layout.isCompact ? COMPACT_ROW : ROW;
  const count = rows.length + (clients.hasNextPage ? EXPECTED_ROWS : 0);
  const isFromStart = pages[0]?.hasPreviousPage === false;
  const drawn = useRowWindow(scroller, rows, count, height, isFromStart);
  const { first, end, top } = drawn;
  const firstPlace = clients.isPlaceholderData ? undefined : firstPlaceOf(rows.length, pages, total);

  useReadOn(clients, first, end);
  useBeginning(clients, drawn);
  const open = useTrail(
    rows,
    search,
    { first: firstPlace, total },
    useListKeys(scroller, rows, drawn.toRow, selecting),
  );
  useEffect(() => onPlace(top), [top, onPlace]);

  const selected = rows.filter(({ id }) => selecting.has(id)).length;
  return (
    <section
      className="clients-scroller"
      aria-label="Clients found"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
    >
      <table
        className={tableClass(clients.isPlaceholderData, layout.isCompact && !isNarrow)}
        style={isNarrow ? undefined : { minWidth: SELECT_WIDTH + leastWidth(columns, layout) }}
        aria-rowcount={firstPlace !== undefined && total !== undefined ? total + 1 : -1}
        aria-busy={clients.isFetching}
      >
        <caption className="visually-hidden">Clients</caption>
        {!isNarrow && (
          <colgroup>
            <col style={{ width: SELECT_WIDTH }} />
            {columns.map((column) => (
              <col key={column.key} style={{ width: widthOf(column, layout) }} />
            ))}
          </colgroup>
        )}
        <TableHead
          columns={columns}
          sort={sort}
          onSort={onSort}
          selected={selected === 0 ? 'none' : selected === rows.length ? 'all' : 'some'}
          onSelectLoaded={selecting.toggleLoaded}
          isNarrow={isNarrow}
        />
        <Gap height={first * height} columns={columns} />
        <tbody>
          {rows.slice(first, end).map((client, place) => (
            <Row
              key={client.id}
              client={client}
              columns={columns}
              number={firstPlace === undefined ? undefined : firstPlace + first + place + 1}
              isSelected={selecting.has(client.id)}
              onSelect={(isRange) => selecting.toggle(client.id, isRange)}
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

const tableClass = (isOld: boolean, isCompact: boolean) =>
  ['clients-table', isOld && 'stale', isCompact && 'compact'].filter(Boolean).join(' ');

interface GapProps {
  height: number;
  columns: readonly Column[];
  expected?: number;
}

/** Stands for the rows out of sight, and for those on their way. */
function Gap({ height, columns, expected = 0 }: GapProps) {
  if (height <= 0 && expected === 0) return null;
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: expected }, (_, row) => (
        <PlaceholderRow key={row} columns={columns} />
      ))}
      {height > 0 && (
        <tr>
          <td className="clients-gap" colSpan={columns.length + 1} style={{ height }} />
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
