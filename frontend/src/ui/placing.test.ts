import { expect, test } from 'vitest';
import { placeOf } from '@/ui/placing';

const PHONE = { width: 390, height: 800 };
const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

test('what would lie beyond an edge is moved until it does not', () => {
  const button = box(16, 100, 120, 36);

  const asides = [-36, 20, 200].map((left) => placeOf(box(left, 140, 240, 300), button, PHONE).aside);

  expect(asides).toEqual([44, 0, -58]);
});

test('what does not fit beneath its button stands above it, no higher than there is room', () => {
  const button = box(16, 700, 120, 36);

  const place = placeOf(box(16, 740, 240, 900), button, PHONE);

  expect(place).toEqual({ aside: 0, isAbove: true, height: 688 });
});

test('what fits neither beneath nor above stands where there is more room', () => {
  const button = box(16, 300, 120, 36);

  const place = placeOf(box(16, 340, 240, 900), button, PHONE);

  expect(place).toEqual({ aside: 0, isAbove: false, height: 452 });
});
