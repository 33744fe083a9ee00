export { MergePage } from '@/pages/merge/MergePage';
