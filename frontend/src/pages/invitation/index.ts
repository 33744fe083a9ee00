export { InvitationPage } from '@/pages/invitation/InvitationPage';
