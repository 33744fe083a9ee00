import { expect, test } from 'vitest';
import { closedAt, SECTIONS, sectionsFor, sectionsMatching } from '@/features/settings/sections';

const labels = (search: string) => sectionsMatching(SECTIONS, search).map(({ label }) => label);

test('a part is found by its name and by what it is about', () => {
  expect(labels('MAILB')).toEqual(['Mailbox']);
  expect(labels('smtp')).toEqual(['Mailbox']);
  expect(labels('secret rev')).toEqual(['API tokens']);
  expect(labels('administrator')).toEqual(['Staff', 'Groups']);
});

test('nothing typed shows all, nonsense none', () => {
  expect(labels(' ')).toHaveLength(SECTIONS.length);
  expect(labels('zzz')).toEqual([]);
});

test('what is not permitted is not offered', () => {
  expect(sectionsFor(['mail.read']).map(({ label }) => label)).toEqual(['Mailbox']);
});

test('who is not permitted finds a part closed, and all of it', () => {
  expect(closedAt('/settings/staff/1', ['mail.read'])?.needs).toBe('staff.manage');
  expect(closedAt('/settings/mailbox', ['mail.read'])).toBeUndefined();
  expect(closedAt('/settings/jobs', [])).toBeUndefined();
});
