import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ResetPage } from '@/pages/reset/ResetPage';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function serverSays(resetStaffPassword: object) {
  const answer = vi.fn(async (..._given: [string, RequestInit]) => Response.json({ data: { resetStaffPassword } }));
  vi.stubGlobal('fetch', answer);
  return answer;
}

function choose(password: string) {
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: 'Set password' }));
}

test('nothing is redeemed before a password was chosen', async () => {
  const fetched = serverSays({ __typename: 'PasswordChanged', email: 'ada@example.org' });
  render(<ResetPage token="t" />);
  expect(fetched).not.toHaveBeenCalled();

  choose('four unrelated words');

  const heading = await screen.findByRole('heading', { name: 'Your password is changed' });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  expect(JSON.parse(String(fetched.mock.calls[0]?.[1].body)).variables).toEqual({
    token: 't',
    password: 'four unrelated words',
  });
});

test.each([
  ['USED', /already been used/],
  ['EXPIRED', /expired/],
  ['SUPERSEDED', /newer link/],
  ['UNKNOWN', /does not work/],
])('a link refused as %s says so, and where to get another', async (code, words) => {
  serverSays({ __typename: 'TokenRefused', code, message: '' });
  render(<ResetPage token="t" />);

  choose('four unrelated words');

  expect(await screen.findByRole('heading', { name: words })).toBeDefined();
  expect(screen.getByRole('link', { name: 'Ask for a new link' })).toBeDefined();
});

test('a link without a secret says that something is missing', () => {
  render(<ResetPage token={null} />);

  expect(screen.getByRole('heading', { name: 'Something is missing from this link' })).toBeDefined();
});
