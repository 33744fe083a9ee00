import { expect, test } from 'vitest';
import { labelled, nearest, plot, totalsOf } from '@/charts/plot';

const FRAME = { width: 400, height: 200, left: 40, right: 10, top: 10, bottom: 20 };

test('series of a bucket add up', () => {
  const totals = totalsOf(
    [
      { key: 'a', label: 'A', values: [1, 2] },
      { key: 'b', label: 'B', values: [3] },
    ],
    2,
  );

  expect(totals).toEqual([4, 2]);
});

test('the axis starts at zero and knows only whole clients', () => {
  const drawn = plot([{ key: 'a', label: 'A', values: [0, 1, 2] }], [], 3, FRAME);

  expect(drawn.y(0)).toBe(180);
  expect(drawn.ticks).toEqual([0, 1, 2]);
});

test('an empty store draws a flat line, never NaN', () => {
  const drawn = plot([{ key: 'a', label: 'A', values: [0, 0] }], [0, 0], 2, FRAME);

  expect(`${drawn.areas[0]?.fill}${drawn.areas[0]?.edge}${drawn.before}`).not.toContain('NaN');
});

test('a single bucket stands in the middle', () => {
  const drawn = plot([{ key: 'a', label: 'A', values: [5] }], [], 1, FRAME);

  expect(drawn.x(0)).toBe(215);
});

test('a series draws no edge where it counts nothing', () => {
  const series = [
    { key: 'a', label: 'A', values: [1, 1, 1, 1] },
    { key: 'b', label: 'B', values: [0, 0, 0, 2] },
  ];

  const [one, other] = plot(series, [], 4, FRAME).areas;

  expect(one?.edge).toMatch(/^M40,/);
  expect(other?.edge).toMatch(/^M273/);
});

test('the former period fits into the same axis', () => {
  const drawn = plot([{ key: 'a', label: 'A', values: [1, 1] }], [40, 10], 2, FRAME);

  expect(drawn.y(40)).toBeGreaterThanOrEqual(FRAME.top);
});

test('labels keep their distance', () => {
  expect(labelled(30, 350, 70)).toEqual([0, 6, 12, 18, 24]);
  expect(labelled(1, 350, 70)).toEqual([0]);
});

test('a pointer beyond the edges means the first or the last bucket', () => {
  expect([nearest(0, 30, FRAME), nearest(9999, 30, FRAME)]).toEqual([0, 29]);
});
