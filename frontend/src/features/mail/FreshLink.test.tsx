import { expect, test } from 'vitest';
import { hindranceOf } from '@/features/mail/FreshLink';

const MAY = { setAllowLogin: true, sendPasswordReset: true };
const client = (given: object = {}) => ({ allowLogin: true, viewerCan: MAY, ...given });
const proof = { kind: 'verify_email' };
const reset = { kind: 'client_password_reset' };
const unverified = { verifiedAt: null };

test('a new link can be sent where nothing stands in the way', () => {
  expect(hindranceOf(proof, client(), unverified)).toBeUndefined();
  expect(hindranceOf(reset, client(), { verifiedAt: '2026-01-01T00:00:00Z' })).toBeUndefined();
});

test.each([
  [proof, client({ viewerCan: { ...MAY, setAllowLogin: false } }), unverified, /someone who may/],
  [proof, client({ allowLogin: false }), unverified, /Login is off/],
  [proof, client(), undefined, /no longer has this address/],
  [proof, client(), { verifiedAt: '2026-01-01T00:00:00Z' }, /verified by now/],
  [reset, client({ viewerCan: { ...MAY, sendPasswordReset: false } }), unverified, /verify the address first/],
])('what stands in the way is said', (mail, whose, email, words) => {
  expect(hindranceOf(mail, whose, email)).toMatch(words);
});
