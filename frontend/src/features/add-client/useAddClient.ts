import { useRef, useState } from 'react';
import { type Added, type Refused, refusedBy } from '@/features/add-client/faults';
import { AddClientDocument, type AddClientInput } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { explain, isSignedOut } from '@/lib/errors';
import { forgiven, NO_FAULTS } from '@/lib/faults';
import { ask } from '@/lib/graphql';

/**
 * One key for one client to be added: pressing twice, or again after an answer was lost, adds one. A refusal added
 * nothing, so what is corrected then counts as new.
 */
export function useAddClient(onAdded: (client: Added) => void) {
  const key = useRef(crypto.randomUUID());
  const busy = useRef(false);
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<Refused & { attempt: string }>();

  const refuse = (why: Refused) => setRefused({ ...why, attempt: crypto.randomUUID() });

  const add = async (input: AddClientInput) => {
    if (busy.current) return;
    busy.current = true;
    setWaiting(true);
    try {
      const { addClient } = await ask(AddClientDocument, { input, idempotencyKey: key.current });
      key.current = crypto.randomUUID();
      if (addClient.__typename !== 'Client') return refuse(refusedBy(addClient));
      void clientChanged(addClient.id);
      onAdded(addClient);
    } catch (error) {
      if (isSignedOut(error)) return setRefused(undefined);
      const { title, advice } = explain(error);
      refuse({ sentence: `${title}. ${advice}`, faults: NO_FAULTS });
    } finally {
      busy.current = false;
      setWaiting(false);
    }
  };

  /** A fault goes as soon as its field changes; the rest stays until the next attempt. */
  const forgive = (name: string) =>
    setRefused((now) => {
      if (!now?.faults.has(name)) return now;
      const faults = forgiven(now.faults, name);
      return faults.size > 0 ? { ...now, faults } : undefined;
    });

  return { add, forgive, waiting, refused };
}
