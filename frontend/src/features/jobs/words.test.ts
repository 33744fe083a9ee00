import { describe, expect, it } from 'vitest';
import { bytesWords, deedOf, newsOf } from '@/features/jobs/words';
import type { JobCardFragment } from '@/generated/graphql';

const job = (given: Partial<JobCardFragment>): JobCardFragment => ({
  id: '1',
  kind: 'clients.tag',
  state: 'RUNNING',
  given: { tags: ['VIP', 'x'] },
  startedBy: 'Sam',
  isMine: true,
  total: 10,
  done: 0,
  unchanged: 0,
  refused: 0,
  error: null,
  fileName: null,
  fileBytes: null,
  filePath: null,
  createdAt: '2026-01-01T00:00:00Z',
  finishedAt: null,
  ...given,
});

describe('a job in words', () => {
  it('says what it does', () => {
    expect(deedOf(job({}))).toBe('Tag with VIP and x');
    expect(deedOf(job({ kind: 'clients.deny_login', given: {} }))).toBe('Switch login off');
    expect(deedOf(job({ kind: 'orders.close_all', given: {} }))).toBe('orders close all');
  });

  it('says how far it is, then what became of every row', () => {
    expect(newsOf(job({ done: 4 }))).toBe('4 of 10 clients');
    expect(newsOf(job({ state: 'DONE', done: 10, unchanged: 2, refused: 1 }))).toBe('7 done, 2 unchanged, 1 refused');
    expect(newsOf(job({ state: 'CANCELLED', done: 4 }))).toBe('4 done, 6 not reached');
  });

  it('says whether there is a file', () => {
    const file = { kind: 'clients.export', state: 'DONE', done: 10 } as const;
    expect(newsOf(job({ ...file, fileName: 'clients.csv' }))).toBe('10 clients in the file');
    expect(newsOf(job(file))).toBe('10 clients; the file is gone by now');
    expect(newsOf(job({ ...file, state: 'FAILED', error: 'It broke.' }))).toBe('It broke.');
  });

  it('measures files', () => {
    expect([1, 999, 12_400, 3_000_000].map(bytesWords)).toEqual(['1 byte', '999 bytes', '12.4 kB', '3 MB']);
  });
});
