import { expect, test } from 'vitest';
import { LABELS, slugOf } from '@/features/client-acts/acts';
import { CLIENT_ACTS } from '@/features/client-acts/order';

test('the menu keeps its order, and holds nothing twice', () => {
  const labels = CLIENT_ACTS.map(({ label }) => label);

  expect(labels).toEqual(LABELS.filter((label) => labels.includes(label)));
});

test('an address names an act in plain words', () => {
  for (const act of CLIENT_ACTS) expect(slugOf(act)).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
