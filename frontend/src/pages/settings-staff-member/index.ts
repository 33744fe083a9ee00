export { MemberPage } from '@/pages/settings-staff-member/MemberPage';
