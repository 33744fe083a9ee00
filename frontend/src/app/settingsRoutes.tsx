import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { staff } from '@/app/staffRoute';
import { loadPermissions } from '@/features/session/permissions';
import { entrancesFor } from '@/features/settings/entrances';
import { part } from '@/lib/parts';
import { PRODUCTS } from '@/pages/products/route';
import { readAuditSearch } from '@/pages/settings-audit/search';
import { readCustomFieldsSearch } from '@/pages/settings-custom-fields/search';
import { readGroupsSearch } from '@/pages/settings-groups/search';
import { readImportSearch, readNewImportSearch } from '@/pages/settings-imports/search';
import { readJobsSearch } from '@/pages/settings-jobs/search';
import { readMailboxSearch } from '@/pages/settings-mailbox/search';
import { readStaffListSearch } from '@/pages/settings-staff/search';
import { readTokensSearch } from '@/pages/settings-tokens/search';

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

const supportPin = createRoute({
  getParentRoute: () => settings,
  path: '/support-pin',
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-support-pin')), 'SupportPinPage'),
});

const impersonations = createRoute({
  getParentRoute: () => settings,
  path: '/impersonations',
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-access')), 'AccessPage'),
});

const imports = createRoute({
  getParentRoute: () => settings,
  path: '/imports',
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-imports')), 'ImportsPage'),
});

const importMappings = createRoute({
  getParentRoute: () => settings,
  path: '/imports/mappings',
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-imports')), 'MappingsPage'),
});

const newImport = createRoute({
  getParentRoute: () => settings,
  path: '/imports/new',
  validateSearch: readNewImportSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-imports')), 'NewImportPage'),
});

const oneImport = createRoute({
  getParentRoute: () => settings,
  path: '/imports/$importId',
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-imports')), 'ImportPage'),
});

const jobs = createRoute({
  getParentRoute: () => settings,
  path: '/jobs',
  validateSearch: readJobsSearch,
  component: lazyRouteComponent(() => part(() => import('@/pages/settings-jobs')), 'JobsPage'),
});

/** All that lies beneath Settings. */
export const settingsRoutes = settings.addChildren([
  settingsHome,
  audit,
  customFields,
  products,
  tokens,
  mailbox,
  supportPin,
  imports,
  importMappings,
  newImport,
  oneImport,
  jobs,
  impersonations,
  staffMembers,
  staffMember,
  groups,
]);
