import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type ListSearch, NEWEST_FIRST, type Sort } from '@/features/clients/listSearch';

/** What a person may do to the list's address. Choosing can be undone by Back; typing only replaces. */
export interface ListChanges {
  /** Other conditions in place of all those in force; order and search text stay. */
  choose: (conditions: ListSearch) => void;
  clear: () => void;
  type: (text: string) => void;
  sort: (sort: Sort) => void;
  takeAway: (keys: (keyof ListSearch)[]) => void;
  goFirst: () => void;
  goLast: () => void;
}

const ELSEWHERE = { after: undefined, at: undefined };

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
      choose: (conditions) => go(({ q, sort }) => ({ q, sort, ...conditions })),
      clear: () => go(({ sort }) => ({ sort })),
      type: (text) => go((now) => ({ ...now, q: text === '' ? undefined : text }), true),
      sort: (sort) => go((now) => ({ ...now, sort: sort === NEWEST_FIRST ? undefined : sort })),
      takeAway: (keys) => go((now) => ({ ...now, ...Object.fromEntries(keys.map((key) => [key, undefined])) })),
      goFirst: () => go((now) => now),
      goLast: () =>
        void navigate({
          to: '/clients/list',
          search: (now) => ({ ...now, after: undefined, at: 'end' }),
          resetScroll: false,
        }),
    };
  }, [navigate]);
}
