export { SettingsPage } from '@/pages/settings/SettingsPage';
