import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { offered, useCommands } from '@/lib/commands';

afterEach(cleanup);

const run = () => undefined;

function Part({ title, label }: { title: string; label?: string }) {
  useCommands(title, label ? [{ label, run }] : []);
  return null;
}

const read = () => offered.get().map(({ title, commands }) => `${title}: ${commands.map(({ label }) => label).join()}`);

test('parts of a page that offer under one title make one group', () => {
  render(
    <>
      <Part title="Ada" label="Edit" />
      <Part title="Ada" label="Resend" />
      <Part title="Nothing" />
    </>,
  );

  expect(read()).toEqual(['Ada: Edit,Resend']);
});

test('what is gone from the page is offered no longer, and what changed is offered anew', () => {
  const { rerender, unmount } = render(<Part title="Ada" label="Switch login off" />);
  rerender(<Part title="Ada" label="Switch login on" />);
  expect(read()).toEqual(['Ada: Switch login on']);

  unmount();

  expect(read()).toEqual([]);
});
