export { SupportPinPage } from '@/pages/settings-support-pin/SupportPinPage';
