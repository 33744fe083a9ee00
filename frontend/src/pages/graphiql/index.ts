export { GraphiqlPage } from '@/pages/graphiql/GraphiqlPage';
