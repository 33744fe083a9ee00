import { keepPreviousData, type QueryKey, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TypedDocumentString } from '@/generated/graphql';
import { ask } from '@/lib/graphql';

/** @returns the key under which an answer is kept: the operation's name, then its variables. */
export function keyOf(document: TypedDocumentString<unknown, never>, variables?: unknown): QueryKey {
  const name = /(?:query|mutation) (\w+)/.exec(document.toString())?.[1] ?? document.toString();
  return variables === undefined ? [name] : [name, variables];
}

/** What react-query needs to know of a read, for useQuery, prefetching and invalidating alike. */
export function asking<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables) {
  return queryOptions({
    queryKey: keyOf(document, variables),
    queryFn: ({ signal }) => ask(document, variables, { signal }),
  });
}

/** A read whose former answer stays, marked `isPlaceholderData`, while other variables load. */
export function useAnswer<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables) {
  return useQuery({ ...asking(document, variables), placeholderData: keepPreviousData });
}

interface Connection<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/**
 * A connection read page after page.
 * @param connectionOf picks the connection out of an answer; null means that what owns it is gone.
 * @param options `refetchInterval` in milliseconds.
 * @returns the query, and `nodes` of all pages read so far (undefined before the first).
 */
export function usePages<Result, Variables extends { after?: string | null }, Node>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  connectionOf: (result: Result) => Connection<Node> | null | undefined,
  options: { refetchInterval?: number; enabled?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey: [...keyOf(document, variables), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      ask(document, { ...variables, after: pageParam ?? variables.after }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Result) => {
      const page = connectionOf(last)?.pageInfo;
      return page?.hasNextPage ? page.endCursor : null;
    },
    placeholderData: keepPreviousData,
    ...options,
  });
  const nodes = query.data?.pages.flatMap((page) => connectionOf(page)?.nodes ?? []);
  return { ...query, nodes };
}
