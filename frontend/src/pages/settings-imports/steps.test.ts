import { expect, test } from 'vitest';
import type { ImportLineFragment } from '@/generated/graphql';
import { stepOf } from '@/pages/settings-imports/steps';

const NONE = { create: 0, update: 0, unchanged: 0, ambiguous: 0, refused: 0, skipped: 0, committed: 0, reverted: 0 };
const work = (state: ImportLineFragment['state'], isStaged = false, committed = 0) => ({
  state,
  isStaged,
  counts: { ...NONE, committed },
});

test('an import opens at the step that it has reached', () => {
  expect(stepOf(work('UPLOADED'), undefined)).toBe('map');
  expect(stepOf(work('STAGING'), undefined)).toBe('review');
  expect(stepOf(work('STAGED', true), undefined)).toBe('review');
  expect(stepOf(work('COMMITTING', true), undefined)).toBe('commit');
  expect(stepOf(work('COMMITTED', true, 3), undefined)).toBe('result');
  expect(stepOf(work('REVERTED', true, 3), undefined)).toBe('result');
});

test('a step is shown when asked for, unless it is over or not yet reached', () => {
  expect(stepOf(work('STAGED', true), 'map')).toBe('map');
  expect(stepOf(work('STAGED', true), 'commit')).toBe('commit');
  expect(stepOf(work('UPLOADED'), 'commit')).toBe('map');
  expect(stepOf(work('COMMITTED', true, 3), 'map')).toBe('result');
});

test('what was cancelled or has failed goes on from where it was', () => {
  expect(stepOf(work('CANCELLED'), undefined)).toBe('map');
  expect(stepOf(work('CANCELLED', true), undefined)).toBe('review');
  expect(stepOf(work('CANCELLED', true, 3), undefined)).toBe('result');
  expect(stepOf(work('FAILED'), undefined)).toBe('map');
  expect(stepOf(work('FAILED', true), undefined)).toBe('review');
  expect(stepOf(work('FAILED', true, 3), undefined)).toBe('result');
});
