import { useEffect } from 'react';
import type { TypedDocumentString } from '@/generated/graphql';
import { useAsked } from '@/store/useAsked';

const reads = new Set<() => Promise<void>>();

/** A read of what the client may change on this page: it is asked again whenever another part has changed something. */
export function useOwnAccount<Result>(document: TypedDocumentString<Result, Record<string, never>>) {
  const asked = useAsked(document, {});
  const { refetch } = asked;
  useEffect(() => {
    reads.add(refetch);
    return () => {
      reads.delete(refetch);
    };
  }, [refetch]);
  return asked;
}

/** Each act makes another version of the account, which the next one has to name. */
export const accountChanged = () => Promise.all([...reads].map((refetch) => refetch()));
