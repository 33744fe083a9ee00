import { useCallback, useEffect, useRef, useState } from 'react';
import type { TypedDocumentString } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { DOOR } from '@/store/door';

interface State<Result> {
  data: Result | undefined;
  error: Error | null;
  isPlaceholderData: boolean;
}

/**
 * A read at the store's door, in the shape that `Faces` shows. Data of before stays, marked, while newer loads.
 * @returns the state, and `refetch` for after an act.
 */
export function useAsked<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables) {
  const [state, setState] = useState<State<Result>>({ data: undefined, error: null, isPlaceholderData: false });
  const latest = useRef(0);
  const text = JSON.stringify(variables);
  const refetch = useCallback(async () => {
    latest.current += 1;
    const turn = latest.current;
    setState((now) => ({ ...now, isPlaceholderData: now.data !== undefined }));
    try {
      const data = await ask(document, JSON.parse(text) as Variables, DOOR);
      if (turn === latest.current) setState({ data, error: null, isPlaceholderData: false });
    } catch (error) {
      if (turn === latest.current) setState((now) => ({ ...now, error: error as Error, isPlaceholderData: false }));
    }
  }, [document, text]);
  useEffect(() => {
    void refetch();
    return () => {
      latest.current += 1;
    };
  }, [refetch]);
  return { ...state, refetch };
}
