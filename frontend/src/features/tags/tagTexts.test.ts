import { expect, test } from 'vitest';
import { tagsIn, withoutTag, withTags } from '@/features/tags/tagTexts';

test('a text holds tags between its commas, none empty and none twice', () => {
  expect(tagsIn(' VIP, , vip,EU wholesale ,')).toEqual(['VIP', 'EU wholesale']);
});

test('a tag that is there stays as it is written', () => {
  expect(withTags(['VIP', 'Old'], ['vip', 'New'])).toEqual(['VIP', 'Old', 'New']);
});

test('a tag goes however it is written', () => {
  expect(withoutTag(['VIP', 'Old'], 'vip')).toEqual(['Old']);
});
