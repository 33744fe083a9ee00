import { useSyncExternalStore } from 'react';

const NARROW = '(width < 800px)';

/** Whether there is no room for columns: rows become two-line cards. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(NARROW);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => matchMedia(NARROW).matches,
  );
}
