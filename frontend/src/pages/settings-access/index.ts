export { AccessPage } from '@/pages/settings-access/AccessPage';
