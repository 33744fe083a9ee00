import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readDashboardSearch } from '@/app/search';
import { settingsRoutes } from '@/app/settingsRoutes';
import { root, staff } from '@/app/staffRoute';
import { tabNamed } from '@/features/client-head/tabNames';
import { readListSearch } from '@/features/clients/listSearch';
import { readOrdersSearch } from '@/features/orders/ordersSearch';
import { part } from '@/lib/parts';
import { readClientSearch } from '@/pages/client/search';
import { readDuplicatesSearch } from '@/pages/duplicates/search';
import { readGraphiqlSearch } from '@/pages/graphiql/search';
import { readMergeSearch } from '@/pages/merge/search';
import { PRODUCTS } from '@/pages/products/route';
import { readSalesSearch } from '@/pages/sales/search';
import { readTicketsSearch } from '@/pages/tickets/search';

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/clients', replace: true });
  },
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

const duplicates = createRoute({
  getParentRoute: () => staff,
  path: '/duplicates',
  validateSearch: readDuplicatesSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/duplicates')), 'DuplicatesPage'),
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

const merge = createRoute({
  getParentRoute: () => staff,
  path: '/clients/$clientId/merge',
  validateSearch: readMergeSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/merge')), 'MergePage'),
});

const catalogue = createRoute({ getParentRoute: () => staff, path: '/products', ...PRODUCTS });

const orders = createRoute({
  getParentRoute: () => staff,
  path: '/orders',
  validateSearch: readOrdersSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/orders')), 'OrdersPage'),
});

const sales = createRoute({
  getParentRoute: () => staff,
  path: '/sales',
  validateSearch: readSalesSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/sales')), 'SalesPage'),
});

const tickets = createRoute({
  getParentRoute: () => staff,
  path: '/tickets',
  validateSearch: readTicketsSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/tickets')), 'TicketsPage'),
});

const ticket = createRoute({
  getParentRoute: () => staff,
  path: '/tickets/$ticketId',
  component: lazyRouteComponent(() => part(() => import('@/pages/ticket')), 'TicketPage'),
});

const verifyPin = createRoute({
  getParentRoute: () => staff,
  path: '/verify-pin',
  component: lazyRouteComponent(() => part(() => import('@/pages/verify-pin')), 'VerifyPinPage'),
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
    duplicates,
    client,
    merge,
    clientTab,
    catalogue,
    orders,
    sales,
    tickets,
    ticket,
    verifyPin,
    settingsRoutes,
    graphiql,
    profile,
    unknown,
  ]),
]);
