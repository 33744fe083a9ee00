export { TokensPage } from '@/pages/settings-tokens/TokensPage';
