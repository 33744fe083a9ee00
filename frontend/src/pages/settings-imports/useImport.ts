import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ImportNowDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { isLive } from '@/pages/settings-imports/steps';

const VISIBLE_MS = 1000;
const HIDDEN_MS = 5000;

/** How long to wait before asking again, in milliseconds. */
export const pause = () => (document.hidden ? HIDDEN_MS : VISIBLE_MS);

/** One import, asked after while something goes on; when that is over, whatever shows clients is read anew. */
export function useImport(id: string) {
  const client = useQueryClient();
  const wasLive = useRef(false);
  const asked = useQuery({
    ...asking(ImportNowDocument, { id }),
    refetchInterval: ({ state: { data } }) => (data && !(data.import && isLive(data.import)) ? false : pause()),
    refetchIntervalInBackground: true,
  });
  const work = asked.data?.import;
  useEffect(() => {
    if (!work) return;
    if (isLive(work)) wasLive.current = true;
    else if (wasLive.current) {
      wasLive.current = false;
      void client.invalidateQueries();
    }
  }, [work, client]);
  return asked;
}
