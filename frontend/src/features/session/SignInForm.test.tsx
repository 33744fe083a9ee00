import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SignInForm } from '@/features/session/SignInForm';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function serverSays(signIn: object) {
  const answer = vi.fn(async () => Response.json({ data: { signIn } }));
  vi.stubGlobal('fetch', answer);
  return answer;
}

function signIn() {
  fireEvent.input(screen.getByLabelText('Email'), { target: { value: 'ada@example.org' } });
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'secret' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('whoever is let in goes on', async () => {
  const onSignedIn = vi.fn();
  serverSays({ __typename: 'SignedIn' });
  render(<SignInForm onSignedIn={onSignedIn} />);

  signIn();

  await waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
});

test('a refusal is read out and what was typed stays', async () => {
  serverSays({ __typename: 'SignInRefused', code: 'SIGN_IN_REFUSED', message: 'These do not match.' });
  render(<SignInForm onSignedIn={vi.fn()} />);

  signIn();

  expect((await screen.findByRole('alert')).textContent).toBe('These do not match.');
  expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ada@example.org');
});

test('a lock-out names the time at which it ends', async () => {
  serverSays({ __typename: 'TooManyAttempts', code: 'X', message: '', retryAt: '2026-09-15T12:34:00Z' });
  render(<SignInForm onSignedIn={vi.fn()} />);

  signIn();

  expect((await screen.findByRole('alert')).textContent).toMatch(/Try again at \d{2}:34/);
});

test('whoever signs in again starts at the password', () => {
  render(<SignInForm onSignedIn={vi.fn()} email="ada@example.org" />);

  expect(document.activeElement).toBe(screen.getByLabelText('Password'));
});
