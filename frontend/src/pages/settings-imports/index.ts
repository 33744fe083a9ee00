export { ImportPage } from '@/pages/settings-imports/ImportPage';
export { ImportsPage } from '@/pages/settings-imports/ImportsPage';
export { MappingsPage } from '@/pages/settings-imports/MappingsPage';
export { NewImportPage } from '@/pages/settings-imports/NewImportPage';
