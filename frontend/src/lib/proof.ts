import { observable } from '@/lib/observable';

/** Set while a grave act waits for a fresh proof of who acts; whoever shows the question answers through it. */
export const proofAsked = observable<((proved: boolean) => void) | null>(null);

let waiting: Promise<boolean> | null = null;

/** @returns whether the person has proved who they are; acts that ask at the same time wait for one proof. */
export function askForProof(): Promise<boolean> {
  waiting ??= new Promise((settle) => {
    proofAsked.set((proved) => {
      waiting = null;
      proofAsked.set(null);
      settle(proved);
    });
  });
  return waiting;
}
