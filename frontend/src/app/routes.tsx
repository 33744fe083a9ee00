import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { RouteFailed } from '@/app/RouteFailed';
import { Shell } from '@/app/Shell';
import { readDashboardSearch, readStaffSearch } from '@/app/search';
import { tabNamed } from '@/features/client-head/tabNames';
import { readListSearch } from '@/features/clients/listSearch';
import { loadPermissions } from '@/features/session/permissions';
import { loadStaff } from '@/features/session/session';
import { entrancesFor } from '@/features/settings/entrances';
import { part } from '@/lib/parts';
import { readClientSearch } from '@/pages/client/search';
import { readGraphiqlSearch } from '@/pages/graphiql/search';
import { readProductsSearch } from '@/pages/products/search';
import { readAuditSearch } from '@/pages/settings-audit/search';
import { readCustomFieldsSearch } from '@/pages/settings-custom-fields/search';
import { readGroupsSearch } from '@/pages/settings-groups/search';
import { readJobsSearch } from '@/pages/settings-jobs/search';
import { readMailboxSearch } from '@/pages/settings-mailbox/search';
import { readStaffListSearch } from '@/pages/settings-staff/search';
import { readTokensSearch } from '@/pages/settings-tokens/search';

const root = createRootRoute({ component: Outlet, errorComponent: RouteFailed });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/clients', replace: true });
  },
});

/** Everything staff see: whoever is not signed in is asked to, and then brought to the exact address. */
const staff = createRoute({
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

const clientsDashboard = createRoute({
  getParentRoute: () => staff,
  path: '/clients',
  validateSearch: readDashboardSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/clients-dashboard')), 'ClientsDashboardPage'),
});

const clientsList = createRoute({
  getParentRoute: () => staff,
  path: '/clients/list',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/clients-list')), 'ClientsListPage'),
});

const client = createRoute({
  getParentRoute: () => staff,
  path: '/clients/$clientId',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/clients/$clientId/$tab', params: { ...params, tab: 'overview' }, replace: true });
  },
});

const clientTab = createRoute({
  getParentRoute: () => staff,
  path: '/clients/$clientId/$tab',
  validateSearch: readClientSearch,
  beforeLoad: ({ params }) => {
    const tab = tabNamed(params.tab);
    if (tab === params.tab) return;
    throw redirect({ to: '/clients/$clientId/$tab', params: { ...params, tab }, search: true, replace: true });
  },
  component: lazyRouteComponent(() => part(() => import('@/pages/client')), 'ClientPage'),
});

const PRODUCTS = {
  validateSearch: readProductsSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/products')), 'ProductsPage'),
};

const catalogue = createRoute({ getParentRoute: () => staff, path: '/products', ...PRODUCTS });

const settings = createRoute({
  getParentRoute: () => staff,
  path: '/settings',
  component: lazyRouteComponent(() => part(() => import('@/pages/settings')), 'SettingsPage'),
});

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: async () => {
    const [first] = entrancesFor(await loadPermissions());
    throw redirect({ to: first?.to ?? '/clients', replace: true });
  },
});

const tokens = createRoute({
  getParentRoute: () => settings,
  path: '/tokens',
  validateSearch: readTokensSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-tokens')), 'TokensPage'),
});

const products = createRoute({ getParentRoute: () => settings, path: '/products', ...PRODUCTS });

const staffMembers = createRoute({
  getParentRoute: () => settings,
  path: '/staff',
  validateSearch: readStaffListSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-staff')), 'StaffPage'),
});

const staffMember = createRoute({
  getParentRoute: () => settings,
  path: '/staff/$staffId',
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-staff-member')), 'MemberPage'),
});

const groups = createRoute({
  getParentRoute: () => settings,
  path: '/groups',
  validateSearch: readGroupsSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-groups')), 'GroupsPage'),
});

const customFields = createRoute({
  getParentRoute: () => settings,
  path: '/custom-fields',
  validateSearch: readCustomFieldsSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-custom-fields')), 'CustomFieldsPage'),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-audit')), 'AuditPage'),
});

const mailbox = createRoute({
  getParentRoute: () => settings,
  path: '/mailbox',
  validateSearch: readMailboxSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-mailbox')), 'MailboxPage'),
});

const jobs = createRoute({
  getParentRoute: () => settings,
  path: '/jobs',
  validateSearch: readJobsSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-jobs')), 'JobsPage'),
});

const graphiql = createRoute({
  getParentRoute: () => staff,
  path: '/graphiql',
  validateSearch: readGraphiqlSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/graphiql')), 'GraphiqlPage'),
});

const profile = createRoute({
  getParentRoute: () => staff,
  path: '/profile',
  component: lazyRouteComponent(() => part(() => import('@/pages/profile')), 'ProfilePage'),
});

const unknown = createRoute({
  getParentRoute: () => staff,
  path: '$',
  component: lazyRouteComponent(() => part(() => import('@/pages/not-found')), 'NotFoundPage'),
});

export const routeTree = root.addChildren([
  home,
  staff.addChildren([
    clientsDashboard,
    clientsList,
    client,
    clientTab,
    catalogue,
    settings.addChildren([
      settingsHome,
      audit,
      customFields,
      products,
      tokens,
      mailbox,
      jobs,
      staffMembers,
      staffMember,
      groups,
    ]),
    graphiql,
    profile,
    unknown,
  ]),
]);
