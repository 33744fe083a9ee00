export { ResetPage } from '@/pages/reset/ResetPage';
