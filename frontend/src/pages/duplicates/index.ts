export { DuplicatesPage } from '@/pages/duplicates/DuplicatesPage';
