import { useEffect } from 'react';

/** The window's title keeps its beginning, whatever page sets it. */
export function useMarkedTitle(mark: string): void {
  useEffect(() => {
    const put = () => {
      if (!document.title.startsWith(mark)) document.title = mark + document.title;
    };
    put();
    const watching = new MutationObserver(put);
    watching.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      watching.disconnect();
      if (document.title.startsWith(mark)) document.title = document.title.slice(mark.length);
    };
  }, [mark]);
}
