import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { RouteFailed } from '@/app/RouteFailed';
import { Shell } from '@/app/Shell';
import { readStaffSearch } from '@/app/search';
import { loadStaff } from '@/features/session/session';

export const root = createRootRoute({ component: Outlet, errorComponent: RouteFailed });

/** Everything staff see: whoever is not signed in is asked to, and then brought to the exact address. */
export const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  validateSearch: readStaffSearch,
  beforeLoad: async ({ location }) => {
    if (await loadStaff()) return;
    window.location.replace(`/login?then=${encodeURIComponent(location.href)}`);
    await new Promise(() => undefined);
  },
  component: Shell,
});
