export { ImportPage } from '@/pages/settings-imports/ImportPage';
export { ImportsPage } from '@/pages/settings-imports/ImportsPage';
export { NewImportPage } from '@/pages/settings-imports/NewImportPage';
