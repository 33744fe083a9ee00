export { LoginPage } from '@/pages/login/LoginPage';
