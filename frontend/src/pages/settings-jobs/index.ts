export { JobsPage } from '@/pages/settings-jobs/JobsPage';
