import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { isByAmount, type ListSearch, NEWEST_FIRST, type Sort } from '@/features/clients/listSearch';

/** What a person may do to the list's address. Choosing can be undone by Back; typing only replaces. */
export interface ListChanges {
  /** Other conditions in place of all those in force; order and search text stay. */
  choose: (conditions: ListSearch) => void;
  clear: () => void;
  type: (text: string) => void;
  sort: (sort: Sort) => void;
  /** Orders by amounts of this currency; of the store's own where none is named. */
  sortIn: (currency: string | undefined) => void;
  takeAway: (without: Partial<ListSearch>) => void;
  goFirst: () => void;
  goLast: () => void;
  /** Begins where this value of the order stands. */
  jump: (start: string) => void;
  /** The person's own columns instead of those that the address names. */
  ownColumns: () => void;
}

const ELSEWHERE = { after: undefined, at: undefined, start: undefined };

export function useListChanges(): ListChanges {
  const navigate = useNavigate();
  return useMemo(() => {
    const go = (change: (now: ListSearch) => ListSearch, replace = false) => {
      void navigate({
        to: '/clients/list',
        search: (now) => ({ ...change(now), ...ELSEWHERE }),
        replace,
        resetScroll: false,
      });
    };
    return {
      choose: (conditions) =>
        go(({ q, sort, in: currency, cols, view }) => ({ q, sort, in: currency, cols, view, ...conditions })),
      clear: () => go(({ sort, in: currency, cols, view }) => ({ sort, in: currency, cols, view })),
      type: (text) => go((now) => ({ ...now, q: text === '' ? undefined : text }), true),
      sort: (sort) =>
        go((now) => ({
          ...now,
          sort: sort === NEWEST_FIRST ? undefined : sort,
          in: isByAmount(sort) ? now.in : undefined,
        })),
      sortIn: (currency) => go((now) => ({ ...now, in: currency })),
      takeAway: (without) => go((now) => ({ ...now, ...without })),
      goFirst: () => go((now) => now),
      goLast: () =>
        void navigate({
          to: '/clients/list',
          search: (now) => ({ ...now, ...ELSEWHERE, at: 'end' }),
          resetScroll: false,
        }),
      jump: (start) =>
        void navigate({
          to: '/clients/list',
          search: (now) => ({ ...now, ...ELSEWHERE, start }),
          resetScroll: false,
        }),
      ownColumns: () =>
        void navigate({
          to: '/clients/list',
          search: (now) => ({ ...now, cols: undefined }),
          replace: true,
          resetScroll: false,
        }),
    };
  }, [navigate]);
}
