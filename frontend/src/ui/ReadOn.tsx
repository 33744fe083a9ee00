import { useEffect, useRef } from 'react';
import { Button } from '@/ui/Button';
import '@/ui/readOn.css';

/** What a paged query tells of its next page; react-query's infinite results fit. */
export interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

interface Props {
  paged: Paged;
  label: string;
}

/** Reads on by itself when scrolled into sight; the button does the same, and tries again after a failure. */
export function ReadOn({ paged, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = paged;
  useEffect(() => {
    if (!place.current || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && fetchNextPage());
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div className="read-on" ref={place}>
      <Button waiting={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {isFetchNextPageError ? 'That failed. Try again' : label}
      </Button>
    </div>
  );
}
