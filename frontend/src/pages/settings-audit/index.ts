export { AuditPage } from '@/pages/settings-audit/AuditPage';
