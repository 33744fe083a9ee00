import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isOver } from '@/features/jobs/words';
import { JobNowDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { pauseOf } from '@/lib/pausing';

/**
 * One job, asked after until it is over; then whatever shows clients is read anew.
 * @param isNew it was begun a moment ago: it may be over before it is first asked after.
 */
export function useJob(id: string, { isNew = false } = {}) {
  const client = useQueryClient();
  const liveSince = useRef(isNew ? Date.now() : undefined);
  const asked = useQuery({
    ...asking(JobNowDocument, { id }),
    refetchInterval: ({ state }) => (state.data?.job && isOver(state.data.job) ? false : pauseOf(liveSince.current)),
    refetchIntervalInBackground: true,
  });
  const job = asked.data?.job;
  useEffect(() => {
    if (!job) return;
    if (!isOver(job)) liveSince.current ??= Date.now();
    else if (liveSince.current) {
      liveSince.current = undefined;
      void client.invalidateQueries();
    }
  }, [job, client]);
  return asked;
}
