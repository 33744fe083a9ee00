export { StaffPage } from '@/pages/settings-staff/StaffPage';
