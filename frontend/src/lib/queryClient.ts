import { QueryClient } from '@tanstack/react-query';
import { Unreachable } from '@/lib/errors';

const RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Whether the server answers is learnt by asking it, not from what the browser thinks of its network.
      networkMode: 'always',
      staleTime: 10_000,
      retry: (failures, error) => error instanceof Unreachable && failures < RETRIES,
      retryDelay: (failures) => 1000 * 2 ** failures,
      throwOnError: false,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
