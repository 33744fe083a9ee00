import { createRouter } from '@tanstack/react-router';
import { RouteFailed } from '@/app/RouteFailed';
import { routeTree } from '@/app/routes';
import { parseSearch, stringifySearch } from '@/lib/search';
import { Loading } from '@/ui/Loading';

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingComponent: () => <Loading rows={8} />,
  defaultErrorComponent: RouteFailed,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
