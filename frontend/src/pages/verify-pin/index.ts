export { VerifyPinPage } from '@/pages/verify-pin/VerifyPinPage';
