import { expect, test } from 'vitest';
import { templateText } from '@/pages/settings-imports/template';

test('the template has as many cells as headings, and what divides them is quoted', () => {
  const [head = '', row = ''] = templateText().split('\r\n');

  expect(head.split(',')).toContain('externalId');
  expect(row.split(',')).toHaveLength(head.split(',').length);
  expect(row).toContain('"VIP; newsletter"');
});
