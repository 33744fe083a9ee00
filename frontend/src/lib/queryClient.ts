import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, Unreachable } from '@/lib/errors';
import { observable } from '@/lib/observable';

/** True from the moment the server says "not signed in" until someone has signed in again. */
export const signedOut = observable(false);

const RETRIES = 2;

function notice(error: unknown): void {
  if (isSignedOut(error)) signedOut.set(true);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => error instanceof Unreachable && failures < RETRIES,
      retryDelay: (failures) => 1000 * 2 ** failures,
      throwOnError: false,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
