import { describe, expect, it } from 'vitest';
import type { ImportLineFragment, StagedRowFragment } from '@/generated/graphql';
import { commitWords, durationWords, endOf, newsOf, percentOf, progressWords } from '@/pages/settings-imports/words';

const NONE = { create: 0, update: 0, unchanged: 0, ambiguous: 0, refused: 0, skipped: 0, committed: 0, reverted: 0 };
const work = (given: Partial<ImportLineFragment>): ImportLineFragment => ({
  id: '1',
  fileName: 'clients.csv',
  state: 'STAGED',
  isStaged: true,
  done: 0,
  total: 2000,
  rate: 0,
  error: null,
  startedBy: 'Sam',
  createdAt: '2026-01-01T00:00:00Z',
  counts: NONE,
  ...given,
});

describe('an import in words', () => {
  it('says how far it is', () => {
    const staged = work({ counts: { ...NONE, create: 1963, refused: 37 } });
    expect(newsOf(staged)).toBe('1,963 to create, 37 refused');
    const written = work({ state: 'COMMITTED', counts: { ...NONE, create: 10, refused: 2, committed: 10 } });
    expect(newsOf(written)).toBe('10 written, 2 refused');
    expect(newsOf(work({ state: 'REVERTED', counts: { ...NONE, committed: 10, reverted: 8 } }))).toBe(
      '8 taken back, 2 stay',
    );
    expect(newsOf(work({ state: 'FAILED', error: 'The file is gone.' }))).toBe('The file is gone.');
  });

  it('tells the speed and what is left as soon as they are known', () => {
    expect(progressWords({ done: 0, total: 9108, rate: 0 })).toBe('0 of 9,108 rows');
    expect(progressWords({ done: 4210, total: 9108, rate: 310 })).toBe(
      '4,210 of 9,108 rows · 310 a second · 16 s left',
    );
    expect([1.2, 91, 6000].map(durationWords)).toEqual(['2 s', '2 min', '2 h']);
    expect(percentOf({ done: 0, total: 0 })).toBe(0);
  });

  it('promises before the commit what will be written and what will not', () => {
    expect(commitWords({ ...NONE, create: 1, update: 2, refused: 3 })).toBe(
      '1 client will be added and 2 clients will be changed. Not written: 3 refused.',
    );
    expect(commitWords({ ...NONE, unchanged: 3 })).toMatch(/^Nothing is to be written/);
    expect(commitWords({ ...NONE, unchanged: 3, refused: 1 })).toMatch(/^Nothing can be written yet/);
  });

  it('names what became of a row', () => {
    const row = (given: Partial<StagedRowFragment>) =>
      ({ outcome: 'CREATE', fate: null, ...given }) as StagedRowFragment;
    expect(endOf(row({}), false)[0]).toBe('Create');
    expect(endOf(row({}), true)[0]).toBe('Not written');
    expect(endOf(row({ fate: 'COMMITTED', outcome: 'UPDATE' }), true)[0]).toBe('Updated');
    expect(endOf(row({ fate: 'KEPT' }), true)[0]).toBe('Stays');
  });
});
