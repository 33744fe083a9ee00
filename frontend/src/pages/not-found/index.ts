export { NotFoundPage } from '@/pages/not-found/NotFoundPage';
