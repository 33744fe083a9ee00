export { ProfilePage } from '@/pages/profile/ProfilePage';
