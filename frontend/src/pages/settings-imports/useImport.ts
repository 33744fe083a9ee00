import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ImportNowDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { pauseOf } from '@/lib/pausing';
import { isLive } from '@/pages/settings-imports/steps';

/** One import, asked after while something goes on; when that is over, whatever shows clients is read anew. */
export function useImport(id: string) {
  const client = useQueryClient();
  const liveSince = useRef<number>(undefined);
  const state = useRef<string>(undefined);
  const asked = useQuery({
    ...asking(ImportNowDocument, { id }),
    refetchInterval: ({ state: { data } }) =>
      data && !(data.import && isLive(data.import)) ? false : pauseOf(liveSince.current),
    refetchIntervalInBackground: true,
  });
  const work = asked.data?.import;
  useEffect(() => {
    if (!work) return;
    const isOther = state.current !== undefined && state.current !== work.state; // all of it may have been between two
    state.current = work.state;
    if (isLive(work)) liveSince.current ??= Date.now();
    else if (liveSince.current || isOther) {
      liveSince.current = undefined;
      void client.invalidateQueries();
    }
  }, [work, client]);
  return asked;
}
