export { CustomFieldsPage } from '@/pages/settings-custom-fields/CustomFieldsPage';
