import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { bucketsOf } from '@/charts/buckets';
import TimeChart from '@/charts/TimeChart';

afterEach(cleanup);

const BUCKETS = bucketsOf('2026-09-01', '2026-09-03', '2026-09-03');
const SERIES = [
  { key: 'STAFF', label: 'Staff', values: [1, 2, 3] },
  { key: 'IMPORT', label: 'Import', values: [10, 0, 5] },
];

function draw(view: 'chart' | 'table' = 'chart') {
  const onOpen = vi.fn();
  render(
    <TimeChart title="New clients" buckets={BUCKETS} series={SERIES} before={[4, 4, 4]} view={view} onOpen={onOpen} />,
  );
  return { onOpen, picture: screen.queryByRole('application', { name: 'New clients' }) as HTMLElement };
}

test('arrow keys walk the days and speak their figures', () => {
  const { picture } = draw();

  fireEvent.keyDown(picture, { key: 'ArrowRight' });

  const spoken = screen.getByRole('status').textContent;
  expect(spoken).toContain('11; Staff 1; Import 10; previous period 4');
});

test('End leads to today, which is not yet complete', () => {
  const { picture } = draw();

  fireEvent.keyDown(picture, { key: 'End' });

  expect(screen.getByRole('status').textContent).toMatch(/so far: 8/);
});

test('Enter opens the day looked at and Escape lets go of it', () => {
  const { picture, onOpen } = draw();

  fireEvent.keyDown(picture, { key: 'Home' });
  fireEvent.keyDown(picture, { key: 'Enter' });
  fireEvent.keyDown(picture, { key: 'Escape' });
  fireEvent.keyDown(picture, { key: 'Enter' });

  expect(onOpen.mock.calls).toEqual([[BUCKETS[0]]]);
});

test('walking never leaves the chart', () => {
  const { picture } = draw();

  fireEvent.keyDown(picture, { key: 'End' });
  fireEvent.keyDown(picture, { key: 'ArrowRight' });

  expect(screen.getByRole('status').textContent).toMatch(/so far/);
});

test('a series can be hidden and the rest keep their colours', () => {
  const { picture } = draw();

  fireEvent.click(screen.getByRole('button', { name: 'Staff' }));

  expect(screen.getByRole('button', { name: 'Staff' }).getAttribute('aria-pressed')).toBe('false');
  expect([...picture.querySelectorAll('.chart-edge')].map((edge) => edge.getAttribute('data-series'))).toEqual(['1']);
});

test('the table shows the same figures, newest first', () => {
  draw('table');

  const rows = screen.getAllByRole('row').map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
  expect(rows.slice(1)).toEqual([
    ['3', '5', '8', '4'],
    ['2', '0', '2', '4'],
    ['1', '10', '11', '4'],
  ]);
});
