import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { type Refusal, refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

afterEach(cleanup);

const BOTH_WRONG = refusal('Please correct.', new Map(Object.entries({ last: 'Too long.', email: 'Taken.' })));

function Example({ answers }: { answers: () => Promise<Refusal | undefined> }) {
  const { run, forgive, refused } = useAct(answers);
  return (
    <Form onSubmit={() => run()} refused={refused} onForgive={forgive}>
      <TextField label="First" name="first" />
      <TextField label="Last" name="last" error={refused?.faults.get('last')} />
      <TextField label="Email" name="email" error={refused?.faults.get('email')} />
      <button type="submit">Save</button>
    </Form>
  );
}

const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }));

test('a refusal is read out, and focus goes to the first field that is at fault', async () => {
  render(<Example answers={async () => BOTH_WRONG} />);

  save();

  expect((await screen.findByRole('alert')).textContent).toBe('Please correct.');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Last')));
});

test('a fault goes as its field changes, without moving the focus; with the last one goes the sentence', async () => {
  render(<Example answers={async () => BOTH_WRONG} />);
  save();
  await screen.findByText('Taken.');
  screen.getByLabelText('Email').focus();

  fireEvent.input(screen.getByLabelText('Email'), { target: { value: 'x' } });
  expect(screen.queryByText('Taken.')).toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText('Email'));
  fireEvent.input(screen.getByLabelText('Last'), { target: { value: 'x' } });

  expect(screen.queryByRole('alert')).toBeNull();
});

test('what breaks on the way is explained, never shown raw', async () => {
  const broken = async () => {
    throw new TypeError('x is not a function');
  };
  render(<Example answers={broken} />);

  save();

  expect((await screen.findByRole('alert')).textContent).toMatch(/^Something went wrong/);
});

test('Ctrl Enter submits from any field', async () => {
  render(<Example answers={async () => refusal('Pressed.')} />);

  fireEvent.keyDown(screen.getByLabelText('First'), { key: 'Enter', ctrlKey: true });

  expect(await screen.findByText('Pressed.')).toBeDefined();
});
