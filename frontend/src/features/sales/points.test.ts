import { expect, test } from 'vitest';
import { stretches } from '@/features/sales/points';

test('each stretch ends the day before the next begins, the last with the period', () => {
  expect(stretches(['2026-01-15', '2026-02-01', '2026-03-01'], '2026-03-10', '2026-02-28')).toEqual([
    { from: '2026-01-15', to: '2026-01-31', isUnfinished: false },
    { from: '2026-02-01', to: '2026-02-28', isUnfinished: true },
    { from: '2026-03-01', to: '2026-03-10', isUnfinished: false },
  ]);
});
