import { expect, test } from 'vitest';
import { keptOf, layoutOf } from '@/features/clients-list/keptLayout';
import type { Layout } from '@/features/clients-list/layout';

test.each<Layout>([
  { shown: ['status', 'cf.size'], widths: { status: 90, name: 300 }, isCompact: true },
  { shown: [], widths: {}, isCompact: false },
])('an arrangement comes back from the server as it was sent: %o', (arranged) => {
  expect(layoutOf(keptOf(arranged))).toEqual(arranged);
  expect(keptOf(arranged).columns.length).toBeGreaterThan(0);
});

test('the width of a column that is not shown is not kept', () => {
  const kept = keptOf({ shown: ['email'], widths: { phone: 120 }, isCompact: false });

  expect(layoutOf(kept).widths).toEqual({});
});
