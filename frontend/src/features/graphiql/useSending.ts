import { useRef, useState } from 'react';
import { type Outcome, send as sendWritten, Unsendable, type Written } from '@/features/graphiql/operations';
import { readSent, rememberSent, type Sent } from '@/features/graphiql/written';
import { explain } from '@/lib/errors';
import { queryClient } from '@/lib/queryClient';

export interface Sending {
  outcome: Outcome | undefined;
  /** Why nothing could be sent, or no answer came. */
  refused: string | undefined;
  waiting: boolean;
  sent: Sent[];
  send: (written: Written, cursor: number) => Promise<void>;
  remember: (written: Written) => void;
}

/** One operation at a time; after one that writes, the rest of the dashboard asks anew. */
export function useSending(): Sending {
  const busy = useRef(false);
  const [waiting, setWaiting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [refused, setRefused] = useState<string>();
  const [sent, setSent] = useState(readSent);

  const remember = ({ query, variables }: Written) => setSent(rememberSent({ query, variables, at: Date.now() }));

  const send = async (written: Written, cursor: number) => {
    if (busy.current) return;
    busy.current = true;
    setWaiting(true);
    setRefused(undefined);
    try {
      const answered = await sendWritten(written, cursor);
      setOutcome(answered);
      remember(written);
      if (answered.isMutation)
        void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'schema' });
    } catch (error) {
      const { title, advice } = explain(error);
      setRefused(error instanceof Unsendable ? error.message : `${title}. ${advice}`);
    } finally {
      busy.current = false;
      setWaiting(false);
    }
  };

  return { outcome, refused, waiting, sent, send, remember };
}
