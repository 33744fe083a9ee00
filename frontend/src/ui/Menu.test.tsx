import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Menu } from '@/ui/Menu';

afterEach(cleanup);

function aMenu(choose = vi.fn()) {
  const acts = [
    { label: 'Edit', onChoose: choose },
    { label: 'Delete', onChoose: choose, unavailable: 'It has open orders.' },
    { label: 'Merge', onChoose: choose },
  ];
  render(<Menu label="Manage" button="..." acts={acts} />);
  fireEvent.click(screen.getByRole('button', { name: 'Manage' }));
  return choose;
}

const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });
const focused = () => document.activeElement?.textContent;

test('arrows walk in a circle, Home and End jump, a letter finds', () => {
  aMenu();

  const steps = ['ArrowUp', 'ArrowDown', 'End', 'Home', 'm'].map((key) => {
    press(key);
    return focused();
  });

  expect(steps).toEqual(['Merge', 'Edit', 'Merge', 'Edit', 'Merge']);
});

test('Escape closes and gives focus back', () => {
  aMenu();

  press('Escape');

  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Manage' }));
});

test('what is impossible now stays in sight with its reason, and does nothing', () => {
  const choose = aMenu();

  fireEvent.click(screen.getByRole('menuitem', { name: /Delete/ }));

  expect(screen.getByText('It has open orders.')).toBeDefined();
  expect(choose).not.toHaveBeenCalled();
});
