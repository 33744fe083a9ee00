import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** After a navigation focus goes to the new page's heading, which announces it; a tab of the same page keeps focus. */
export function useFocusOnArrival(): void {
  const router = useRouter();
  useEffect(() => {
    let former = document.querySelector('main h1');
    return router.subscribe('onRendered', ({ pathChanged }) => {
      const heading = document.querySelector<HTMLElement>('main h1');
      if (pathChanged && former && heading && heading !== former) heading.focus({ preventScroll: true });
      former = heading ?? former;
    });
  }, [router]);
}
