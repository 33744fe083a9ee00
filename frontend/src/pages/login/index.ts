export { LoginPage } from '@/pages/login/LoginPage';
export { isForgottenAddress } from '@/pages/login/useForgotten';
