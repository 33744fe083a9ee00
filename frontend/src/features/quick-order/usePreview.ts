import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { inputOf, type Line, missingIn } from '@/features/quick-order/lines';
import { PreviewQuickOrderDocument, type PreviewQuickOrderMutation } from '@/generated/graphql';
import { keyOf } from '@/lib/asking';
import { ask } from '@/lib/graphql';

const PAUSE_MS = 250;
/** The reason changes no total; the order itself still demands it. */
const REASON_TO_COME = 'to be said';

export type Preview = PreviewQuickOrderMutation['placeQuickOrder'];

/** What the lines would come to, by the server's own word; asked after a short pause, and only of lines that are whole. */
export function usePreview(clientId: string, lines: readonly Line[]) {
  const isWhole = lines.length > 0 && missingIn(lines).size === 0;
  const now = JSON.stringify(isWhole ? inputOf(lines) : null);
  const [settled, settle] = useState(now);
  useEffect(() => {
    const timer = setTimeout(() => settle(now), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [now]);
  const asked = useQuery({
    queryKey: keyOf(PreviewQuickOrderDocument, { clientId, settled }),
    queryFn: ({ signal }) => {
      const given = JSON.parse(settled) as ReturnType<typeof inputOf>;
      const lines = given.map((line) => (line.price === undefined ? line : { ...line, reason: REASON_TO_COME }));
      return ask(PreviewQuickOrderDocument, { input: { clientId, lines, preview: true } }, { signal });
    },
    enabled: settled !== 'null',
    placeholderData: keepPreviousData,
  });
  return {
    isWhole,
    answer: asked.data?.placeQuickOrder,
    error: asked.error,
    isOld: settled !== now || asked.isPlaceholderData || asked.isFetching,
  };
}
