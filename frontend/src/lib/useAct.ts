import { useRef, useState } from 'react';
import { explain, isSignedOut } from '@/lib/errors';
import { forgiven } from '@/lib/faults';
import { type Refusal, refusal } from '@/lib/refusals';

/** Each refusal is an object of its own, so that what follows from it (focus, reading out) follows each time. */
type Act<Given extends unknown[]> = (...given: Given) => Promise<Refusal | undefined>;

/**
 * One act at a time: a second press does nothing while the first is under way.
 * @param act answers why it was refused, or nothing when it was done; what it throws is explained. Whoever is signed
 * out is asked to sign in over the form, which then says nothing of it.
 */
export function useAct<Given extends unknown[]>(act: Act<Given>) {
  const busy = useRef(false);
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<Refusal>();

  const run = async (...given: Given) => {
    if (busy.current) return;
    busy.current = true;
    setWaiting(true);
    setRefused(undefined);
    try {
      setRefused(await act(...given));
    } catch (error) {
      if (isSignedOut(error)) return;
      const { title, advice } = explain(error);
      setRefused(refusal(`${title}. ${advice}`));
    } finally {
      busy.current = false;
      setWaiting(false);
    }
  };

  /** A fault goes as soon as its field changes; with the last one goes the sentence. */
  const forgive = (name: string) =>
    setRefused((now) => {
      if (!now?.faults.has(name)) return now;
      const faults = forgiven(now.faults, name);
      return faults.size > 0 ? { ...now, faults } : undefined;
    });

  return { run, forgive, waiting, refused };
}
