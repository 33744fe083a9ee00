import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isOver } from '@/features/jobs/words';
import { JobNowDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';

const VISIBLE_MS = 1000;
const HIDDEN_MS = 5000;

/** How long to wait before asking again, in milliseconds. */
export const pause = () => (document.hidden ? HIDDEN_MS : VISIBLE_MS);

/** One job, asked after until it is over; then whatever shows clients is read anew. */
export function useJob(id: string) {
  const client = useQueryClient();
  const wasLive = useRef(false);
  const asked = useQuery({
    ...asking(JobNowDocument, { id }),
    refetchInterval: ({ state }) => (state.data?.job && isOver(state.data.job) ? false : pause()),
    refetchIntervalInBackground: true,
  });
  const job = asked.data?.job;
  useEffect(() => {
    if (!job) return;
    if (!isOver(job)) wasLive.current = true;
    else if (wasLive.current) {
      wasLive.current = false;
      void client.invalidateQueries();
    }
  }, [job, client]);
  return asked;
}
