import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { allowSingleKeys, useShortcuts } from '@/lib/shortcuts';

const add = vi.fn();
const goToList = vi.fn();

function Page() {
  useShortcuts({ n: add, 'g l': goToList });
  return <input aria-label="Name" />;
}

beforeEach(() => {
  add.mockClear();
  goToList.mockClear();
  render(<Page />);
});

afterEach(() => {
  allowSingleKeys(true);
  cleanup();
});

test('a single key acts, two in a row too', () => {
  for (const key of ['n', 'g', 'l']) fireEvent.keyDown(document.body, { key });

  expect([add, goToList].map((act) => act.mock.calls.length)).toEqual([1, 1]);
});

test('keys typed into a field, or held with Ctrl, are not shortcuts', () => {
  fireEvent.keyDown(document.querySelector('input') as Element, { key: 'n' });
  fireEvent.keyDown(document.body, { key: 'n', ctrlKey: true });

  expect(add).not.toHaveBeenCalled();
});

test('what is typed into an editor in a shadow root is no shortcut either', () => {
  const host = document.body.appendChild(document.createElement('div'));
  const field = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('textarea'));

  fireEvent.keyDown(field, { key: 'n', composed: true, bubbles: true });

  expect(add).not.toHaveBeenCalled();
});

test('single keys can be switched off', () => {
  allowSingleKeys(false);

  fireEvent.keyDown(document.body, { key: 'n' });

  expect(add).not.toHaveBeenCalled();
});
