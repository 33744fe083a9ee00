import type { PeriodSearch } from '@/features/clients-dashboard/period';
import { flagOf, type Raw, textOf } from '@/lib/search';

/** The sales report's address: its period, whether it is cut into months, and the currency looked at. */
export interface SalesSearch extends PeriodSearch {
  months?: true;
  cur?: string;
}

export function readSalesSearch(raw: Raw): SalesSearch {
  return {
    range: textOf(raw.range),
    from: textOf(raw.from),
    to: textOf(raw.to),
    tz: textOf(raw.tz),
    months: flagOf(raw.months),
    cur: textOf(raw.cur),
  };
}
