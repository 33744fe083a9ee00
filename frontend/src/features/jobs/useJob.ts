import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isOver } from '@/features/jobs/words';
import { JobNowDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { pauseOf } from '@/lib/pausing';

/** One job, asked after until it is over; then whatever shows clients is read anew. */
export function useJob(id: string) {
  const client = useQueryClient();
  const liveSince = useRef<number>(undefined);
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
