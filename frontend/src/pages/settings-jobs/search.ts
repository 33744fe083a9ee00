import { type Raw, textOf } from '@/lib/search';

/** The jobs' address: which one is open. */
export interface JobsSearch {
  job?: string;
}

export const readJobsSearch = (raw: Raw): JobsSearch => ({ job: textOf(raw.job) });
