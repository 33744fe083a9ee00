import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from '@/ui/Toasts';
import { said, say, toasts } from '@/ui/toastList';

beforeEach(() => {
  vi.useFakeTimers();
  render(<Toasts />);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  toasts.set([]);
});

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test('a notification stays eight seconds, and is remembered after', () => {
  act(() => say('Ada added.'));

  pass(7_900);
  expect(screen.queryByText('Ada added.')).not.toBeNull();
  pass(200);

  expect(screen.queryByText('Ada added.')).toBeNull();
  expect(said.get()[0]?.text).toBe('Ada added.');
});

test('it stays as long as someone points at it', () => {
  act(() => say('Ada added.'));

  fireEvent.mouseEnter(screen.getByText('Ada added.').parentElement as Element);
  pass(20_000);

  expect(screen.queryByText('Ada added.')).not.toBeNull();
});

test('choosing an act closes it', () => {
  const open = vi.fn();
  act(() => say('Ada added.', [{ label: 'Open', onChoose: open }]));

  fireEvent.click(screen.getByRole('button', { name: 'Open' }));

  expect(open).toHaveBeenCalledOnce();
  expect(screen.queryByText('Ada added.')).toBeNull();
});
