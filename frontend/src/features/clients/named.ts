import { queryOptions, useQueries } from '@tanstack/react-query';
import { type ClientFilter, NamedClientDocument } from '@/generated/graphql';
import { keyOf } from '@/lib/asking';
import { ask } from '@/lib/graphql';
import { observable, useObservable } from '@/lib/observable';

/** The names of the clients that filters name, as last answered: for words that cannot wait for an answer. */
export const knownNames = observable<Readonly<Record<string, string>>>({});

/** What react-query needs to know of a client named by its id, whose name is known from then on. */
export const named = (id: string) =>
  queryOptions({
    queryKey: keyOf(NamedClientDocument, { id }),
    queryFn: async ({ signal }) => {
      const answer = await ask(NamedClientDocument, { id }, { signal });
      if (answer.client) knownNames.set({ ...knownNames.get(), [id]: answer.client.displayName || 'No name' });
      return answer;
    },
  });

/** The ids of those whose children a filter looks for, however deep in it. */
export function parentsIn(filter: ClientFilter | null | undefined): string[] {
  const found = JSON.stringify(filter ?? null).matchAll(/"parentId":"([^"\\]+)"/g);
  return [...new Set([...found].map(([, id = '']) => id))];
}

/** Asks for the names that the filter's words need. */
export function useNamesIn(filter: ClientFilter | null | undefined) {
  useQueries({ queries: parentsIn(filter).map(named) });
  useObservable(knownNames);
}
