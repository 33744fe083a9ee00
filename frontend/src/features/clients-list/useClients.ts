import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { filterOf, orderOf } from '@/features/clients/listFilter';
import type { ListSearch } from '@/features/clients/listSearch';
import { startOf } from '@/features/clients-list/jump';
import {
  type ClientFilter,
  type ClientOrder,
  type ClientStart,
  ClientsListDocument,
  type ClientsListQuery,
} from '@/generated/graphql';
import { keyOf } from '@/lib/asking';
import { ask } from '@/lib/graphql';

const PAGE = 100;
/** At most 20,000 rows are kept; whoever scrolls on lets go of the far end. */
const PAGES_KEPT = 200;

type Place = { first: number; after?: string; startAt?: ClientStart } | { last: number; before?: string };

/** Which belongings of the clients the columns show; what nobody sees is not asked for. */
export interface Belongings {
  phone: boolean;
  company: boolean;
  tags: boolean;
  parent: boolean;
  orders: boolean;
  value: boolean;
  balance: boolean;
  custom: boolean;
  /** Which custom fields. */
  customKeys: string[] | null;
}

export interface ListQuestion {
  filter: ClientFilter | null;
  orderBy: ClientOrder;
}

export const questionOf = (search: ListSearch): ListQuestion => ({
  filter: filterOf(search),
  orderBy: orderOf(search),
});

function beginning(search: ListSearch): Place {
  const { at, after } = search;
  if (at === 'end') return { last: PAGE };
  if (after) return { first: PAGE, after };
  const startAt = startOf(search);
  return startAt ? { first: PAGE, startAt } : { first: PAGE };
}

/**
 * The rows the address asks for, read on in both directions.
 * The place in the address counts when the question changes; while one scrolls it only follows.
 */
export function useClients(search: ListSearch, belongings: Belongings) {
  const question = questionOf(search);
  const asked = JSON.stringify([question, search.at, search.start]);
  const [begun, setBegun] = useState({ asked, place: beginning(search) });
  if (begun.asked !== asked) setBegun({ asked, place: beginning(search) });
  const query = useInfiniteQuery({
    queryKey: [...keyOf(ClientsListDocument, question), begun.place, belongings],
    queryFn: ({ pageParam, signal }) =>
      ask(ClientsListDocument, { ...question, ...belongings, ...pageParam }, { signal }),
    initialPageParam: begun.place,
    getNextPageParam: ({ clients }: ClientsListQuery): Place | null =>
      clients.pageInfo.hasNextPage && clients.pageInfo.endCursor
        ? { first: PAGE, after: clients.pageInfo.endCursor }
        : null,
    getPreviousPageParam: ({ clients }: ClientsListQuery): Place | null =>
      clients.pageInfo.hasPreviousPage && clients.pageInfo.startCursor
        ? { last: PAGE, before: clients.pageInfo.startCursor }
        : null,
    maxPages: PAGES_KEPT,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  const { data } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ clients }) => clients.nodes) ?? [], [data]);
  const pages = query.data?.pages.map(({ clients }) => ({ count: clients.nodes.length, ...clients.pageInfo })) ?? [];
  return {
    ...query,
    pages,
    rows,
    /** Another beginning, another list: whoever scrolls starts there. */
    begun: JSON.stringify(begun),
    startsAtEnd: search.at === 'end',
    /** Goes where the address would begin even when the question stays the same. */
    startOver: (where: ListSearch) =>
      setBegun({ asked: JSON.stringify([question, where.at, where.start]), place: beginning(where) }),
  };
}

export type Clients = ReturnType<typeof useClients>;
