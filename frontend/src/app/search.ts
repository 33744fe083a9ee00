import { flagOf, type Raw, textOf } from '@/lib/search';

/** What any staff address may carry: the open dialog. */
export interface StaffSearch {
  /** The Add client dialog is open. */
  add?: true;
}

export function readStaffSearch(raw: Raw): StaffSearch {
  return { add: flagOf(raw.add) };
}

export interface DashboardSearch {
  range?: string;
  from?: string;
  to?: string;
  tz?: string;
}

export function readDashboardSearch(raw: Raw): DashboardSearch {
  return { range: textOf(raw.range), from: textOf(raw.from), to: textOf(raw.to), tz: textOf(raw.tz) };
}
