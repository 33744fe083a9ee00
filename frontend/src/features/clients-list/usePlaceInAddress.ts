import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import type { ListSearch } from '@/features/clients/listSearch';
import type { Clients } from '@/features/clients-list/useClients';
import { placeOf } from '@/features/clients-list/window';

const PAUSE_MS = 400;

/**
 * Writes into the address where one has scrolled to, so that reload and Back return there.
 * @returns what to call with the first row in sight.
 */
export function usePlaceInAddress({ pages, isPlaceholderData }: Clients, search: ListSearch): (row: number) => void {
  const navigate = useNavigate();
  const latest = useRef({ pages, search, isPlaceholderData });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = { pages, search, isPlaceholderData };
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (row: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const now = latest.current;
        const after = placeOf(row, now.pages);
        if (now.isPlaceholderData || now.pages.length === 0 || now.search.at === 'end' || after === now.search.after)
          return;
        void navigate({ to: '.', search: (before) => ({ ...before, after }), replace: true, resetScroll: false });
      }, PAUSE_MS);
    },
    [navigate],
  );
}
