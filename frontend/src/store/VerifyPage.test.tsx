import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import VerifyPage from '@/store/VerifyPage';
import { readVerifyLink } from '@/store/verifyLink';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** What the server says to one who redeems a link, and to one who looks at it; without the latter, looking fails. */
function serverSays(verifyEmail: object, verificationLink?: object) {
  const redeemed = vi.fn((_door: string, _request: RequestInit) => Response.json({ data: { verifyEmail } }));
  const answer = async (door: string, request: RequestInit) => {
    if (String(request.body).includes('verifyEmail')) return redeemed(door, request);
    return verificationLink ? Response.json({ data: { verificationLink } }) : new Response('', { status: 503 });
  };
  vi.stubGlobal('fetch', answer);
  return redeemed;
}

test('nothing is redeemed before someone presses the button', async () => {
  const redeemed = serverSays({}, { state: 'LIVE', choosesPassword: false });

  render(<VerifyPage link={{ token: 't', choosesPassword: true }} />);

  expect(await screen.findByRole('button', { name: 'Confirm this address' })).toBeDefined();
  expect(redeemed).not.toHaveBeenCalled();
  expect(screen.queryByLabelText('Password')).toBeNull();
});

test('a link that no longer works says so before it asks for a password', async () => {
  serverSays({}, { state: 'USED', choosesPassword: false });

  render(<VerifyPage link={{ token: 't', choosesPassword: true }} />);

  expect(await screen.findByRole('heading', { name: /already been used/ })).toBeDefined();
  expect(screen.queryByLabelText('Password')).toBeNull();
});

test('the token goes to the store’s door, with the password where one is chosen', async () => {
  const redeemed = serverSays({ __typename: 'Verified', email: 'ada@example.org' });
  render(<VerifyPage link={{ token: 't', choosesPassword: true }} />);

  fireEvent.input(await screen.findByLabelText('Password'), { target: { value: 'four unrelated words' } });
  fireEvent.click(screen.getByRole('button', { name: 'Confirm and set password' }));

  const heading = await screen.findByRole('heading', { name: /your address is confirmed/ });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  const [door, request] = redeemed.mock.calls[0] ?? [];
  expect(door).toBe('/store/graphql');
  expect(JSON.parse(String(request?.body)).variables).toEqual({ token: 't', password: 'four unrelated words' });
});

test.each([
  ['USED', /already been used/],
  ['EXPIRED', /expired/],
  ['SUPERSEDED', /newer link/],
  ['UNKNOWN', /does not work/],
])('a link refused as %s says so in words', async (code, words) => {
  serverSays({ __typename: 'TokenRefused', code, message: '' });
  render(<VerifyPage link={{ token: 't', choosesPassword: false }} />);

  fireEvent.click(await screen.findByRole('button', { name: 'Confirm this address' }));

  expect(await screen.findByRole('heading', { name: words })).toBeDefined();
});

test('a password that is too weak is told at its field, and the fault goes when it changes', async () => {
  const fields = [{ path: ['password'], code: 'TOO_WEAK', message: 'Too easy to guess.' }];
  serverSays({ __typename: 'InvalidInput', code: 'INVALID_INPUT', message: '', fields });
  render(<VerifyPage link={{ token: 't', choosesPassword: true }} />);

  fireEvent.click(await screen.findByRole('button', { name: 'Confirm and set password' }));
  await screen.findByText('Too easy to guess.');
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'x' } });

  expect(screen.queryByText('Too easy to guess.')).toBeNull();
});

test('a link without a token says that something is missing', () => {
  expect(readVerifyLink('#choose=1')).toBeNull();
  expect(readVerifyLink('#token=abc&choose=1')).toEqual({ token: 'abc', choosesPassword: true });
});
