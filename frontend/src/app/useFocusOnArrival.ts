import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * After a navigation focus goes to the new page's heading, which announces it; a tab of the same page keeps focus, and so
 * does a field that a quick person is in already.
 */
export function useFocusOnArrival(): void {
  const router = useRouter();
  useEffect(() => {
    let former = document.querySelector('main h1');
    return router.subscribe('onRendered', ({ pathChanged }) => {
      const heading = document.querySelector<HTMLElement>('main h1');
      const isTyping = document.activeElement?.matches('main :is(input, select, textarea)');
      if (pathChanged && former && heading && heading !== former && !isTyping) heading.focus({ preventScroll: true });
      former = heading ?? former;
    });
  }, [router]);
}
